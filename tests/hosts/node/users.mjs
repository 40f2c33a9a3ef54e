// What a host supplies, in memory: one company, its users, files. A map where a real host has a database.

import { domainToUnicode } from 'node:url';

const lower = new Set(['email', 'user-name', 'microsoft-object-id']);

/** Compares keys as the contract says. */
function normal(field, value) {
  const visible = value.replace(/[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '');
  const text = visible.normalize('NFC').replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
  if (!lower.has(field)) return text;
  // Character by character: a sigma is a sigma, at a word's end too.
  const folded = Array.from(text, (c) => (c === 'ς' ? 'σ' : c.toLowerCase().replaceAll('ς', 'σ'))).join('').normalize('NFC');
  if (field !== 'email' || !folded.includes('xn--')) return folded;
  const at = folded.lastIndexOf('@') + 1;
  // A label that is no Punycode stays as it is.
  const inLetters = (label) => (label.startsWith('xn--') && domainToUnicode(label)) || label;
  return folded.slice(0, at) + folded.slice(at).split('.').map(inLetters).join('.');
}

const text = (value) => ({ tag: 'text', val: value });

export class Company {
  constructor() {
    this.accounts = new Map();
    this.nextId = 1001;
    this.nextRevision = 1;
    this.receipts = [];
    this.messages = 0;
  }

  /** The value of a field; undefined where the account has nothing. */
  value(account, field) {
    if (field === 'id') return text(account.id);
    if (field === 'active') return { tag: 'flag', val: account.active };
    return account.values.get(field);
  }

  account(account, fields) {
    return {
      version: { id: account.id, revision: String(account.revision) },
      active: account.active,
      values: fields.map((field) => this.value(account, field)),
    };
  }

  apply(fields, change) {
    let account;
    if (change.action === 'create') {
      account = { id: String(this.nextId++), active: true, values: new Map() };
      account.values.set('user-name', text(`user${account.id}`));
    } else {
      account = this.accounts.get(change.account.id);
      if (!account || String(account.revision) !== change.account.revision) return { tag: 'stale' };
    }
    change.cells.forEach((cell, at) => {
      const field = fields[at];
      if (field === 'active' && cell.tag === 'set') account.active = cell.val.val;
      else if (cell.tag === 'set') account.values.set(field, cell.val);
      else if (cell.tag === 'clear') account.values.delete(field);
    });
    if (change.action === 'deactivate') account.active = false;
    if (change.action === 'reactivate') account.active = true;
    account.revision = this.nextRevision++;
    this.accounts.set(account.id, account);
    return { tag: 'applied', val: { id: account.id, revision: String(account.revision) } };
  }

  /** The contract's imports. Keys carry no version; a u64 is a BigInt; a missing option is undefined. */
  imports() {
    const company = this;

    class Session {
      apply({ fields, changes }) {
        return changes.map((change) => company.apply(fields, change));
      }
      finish(receipt) {
        company.receipts.push(JSON.parse(receipt));
      }
    }

    return {
      'roster:users/tenant': {
        describe: () => ({
          id: 'muster',
          name: 'Muster GmbH',
          licencesBought: 500,
          licencesUsed: company.accounts.size,
          connectedTo: undefined,
          actor: { id: undefined, name: 'node', role: 'administrator', language: 'de' },
          defaultLanguage: 'de',
          country: 'AT',
          logInName: undefined,
          maxRows: undefined,
          maxBytes: undefined,
          now: BigInt(Math.floor(Date.now() / 1000)),
          extra: [],
        }),
      },
      'roster:users/user-store': {
        Session,
        fields: () => [],
        find: (key, values, fields) => {
          const found = new Map();
          for (const account of company.accounts.values()) {
            const value = company.value(account, key);
            if (!value) continue;
            const name = normal(key, value.val);
            found.set(name, [...(found.get(name) ?? []), company.account(account, fields)]);
          }
          return values.map((value) => found.get(value) ?? []);
        },
        page: (cursor, limit, fields) => {
          const ids = [...company.accounts.keys()];
          const from = cursor === undefined ? 0 : ids.indexOf(cursor) + 1;
          const page = ids.slice(from, from + limit);
          return {
            accounts: page.map((id) => company.account(company.accounts.get(id), fields)),
            next: from + limit < ids.length ? page.at(-1) : undefined,
          };
        },
        totals: () => {
          const all = [...company.accounts.values()];
          const active = all.filter((account) => account.active);
          const administrators = active.filter((account) => account.values.get('level')?.val === 2n);
          return {
            accounts: BigInt(all.length),
            active: BigInt(active.length),
            activeAdministrators: BigInt(administrators.length),
          };
        },
        listEntries: (field) => {
          const lists = [...company.accounts.values()].map((account) => company.value(account, field));
          return [...new Set(lists.flatMap((value) => (value?.tag === 'text-list' ? value.val : [])))];
        },
        purgeSizes: (ids) => ids.map(() => ({ customers: 0n, appointments: 0n, reports: 0n })),
        begin: () => new Session(),
      },
      'roster:users/notifier': {
        send: (notices) => {
          company.messages += notices.length;
          return notices.map(() => ({ tag: 'sent' }));
        },
      },
      'roster:users/files': { Source, Sink },
    };
  }
}

/** A file to read. */
export class Source {
  constructor(bytes) {
    this.bytes = bytes;
  }
  size() {
    return BigInt(this.bytes.length);
  }
  read(offset, length) {
    const from = Number(offset);
    return this.bytes.subarray(from, Math.min(from + length, this.bytes.length));
  }
}

/** A file to write. */
export class Sink {
  constructor() {
    this.parts = [];
  }
  write(bytes) {
    this.parts.push(Buffer.from(bytes));
  }
  bytes() {
    return Buffer.concat(this.parts);
  }
}
