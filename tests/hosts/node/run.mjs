// A host that is not ours: `node run.mjs COMPONENT.wasm SAMPLE` imports a sample, imports it again, exports the users, and
// imports the export. The second and the third import must change nothing.

import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { transpile } from '@bytecodealliance/jco';
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';

import { Company, Sink, Source } from './users.mjs';

const [component, sample] = process.argv.slice(2);
if (!component || !sample) {
  console.error('usage: node run.mjs COMPONENT.wasm SAMPLE');
  process.exit(2);
}

/** Translates the component to JavaScript and core modules in a folder. */
async function translate(folder) {
  const { files } = await transpile(await readFile(component), {
    name: 'roster',
    instantiation: { tag: 'async' },
    noTypescript: true,
  });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const { instantiate } = await import(pathToFileURL(join(folder, 'roster.js')));
  const module = async (name) => WebAssembly.compile(await readFile(join(folder, name)));
  return (imports) => instantiate(module, imports);
}

/** One import of a file: plan, apply, outcome. */
function importFile(importing, bytes) {
  const plan = importing.makePlan(new Source(bytes), {
    settings: undefined,
    language: undefined,
    allow: [],
    withChanges: false,
    extra: [],
  });
  while (!plan.step(500).progress.done);
  const planned = plan.outcome();
  const applying = importing.apply(plan);
  while (!applying.step().progress.done);
  const outcome = applying.outcome();
  assert.equal(outcome.faulty, false);
  assert.equal(outcome.endedEarly, undefined);
  const { rowsRead, counts } = outcome;
  assert.equal(Object.values(counts).reduce((sum, number) => sum + number, 0n), rowsRead, 'the outcomes add up');
  assert.deepEqual(counts, planned.counts, 'what was planned was done');
  return { rowsRead, counts };
}

function exportFile(exporting, format) {
  const sink = new Sink();
  const run = exporting.start(sink, {
    format: { tag: format },
    fields: [],
    language: undefined,
    delimiter: undefined,
    encoding: undefined,
    template: false,
    extra: [],
  });
  while (!run.step().done);
  return sink.bytes();
}

const folder = await mkdtemp(join(tmpdir(), 'roster-node-'));
try {
  const instantiate = await translate(folder);
  const company = new Company();
  const wasi = new WASIShim().getImportObject();
  const { availability, importing, exporting } = await instantiate({ ...wasi, ...company.imports() });
  assert.equal(availability.check(undefined), undefined, 'import and export are available');

  const bytes = await readFile(sample);
  const first = importFile(importing, bytes);
  assert.ok(first.counts.created > 0n, 'users were created');
  assert.equal(first.counts.created + first.counts.failed, first.rowsRead);
  assert.equal(BigInt(company.accounts.size), first.counts.created);

  const second = importFile(importing, bytes);
  assert.equal(second.counts.unchanged, first.counts.created, 'the same file again changes nothing');

  for (const format of ['xlsx', 'csv', 'ods']) {
    const back = importFile(importing, exportFile(exporting, format));
    assert.equal(back.rowsRead, first.counts.created);
    assert.equal(back.counts.unchanged, back.rowsRead, `the export as ${format}, imported, changes nothing`);
  }
  assert.equal(company.messages, 0, 'an import sends nothing');
  console.log(`node: ${first.rowsRead} rows, ${first.counts.created} users, exported and imported again unchanged`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
