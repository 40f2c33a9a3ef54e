//! Writes small compound files for tests.

const SECTOR: usize = 512;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

fn put(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

/// Sectors and their chains.
#[derive(Default)]
struct Body {
    bytes: Vec<u8>,
    fat: Vec<u32>,
}

impl Body {
    /// Appends content as a chain of its own and tells where it begins.
    fn append(&mut self, content: &[u8]) -> u32 {
        if content.is_empty() {
            return END_OF_CHAIN;
        }
        let start = self.fat.len() as u32;
        let count = content.len().div_ceil(SECTOR) as u32;
        self.fat.extend((1..count).map(|next| start + next));
        self.fat.push(END_OF_CHAIN);
        self.bytes.extend_from_slice(content);
        self.bytes.resize(self.fat.len() * SECTOR, 0);
        start
    }
}

/// A compound file with these streams: the directory first, then the streams, then the tables.
pub(crate) fn compound_file(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Body::default();
    let mut directory = vec![0; (streams.len() + 1).div_ceil(4) * SECTOR];
    body.append(&directory);

    let (mut mini, mut mini_fat) = (Vec::new(), Vec::new());
    for (index, (name, content)) in streams.iter().enumerate() {
        let start = if content.len() < 4096 {
            let start = mini_fat.len() as u32;
            let count = content.len().div_ceil(64) as u32;
            mini_fat.extend((1..count).map(|next| start + next));
            mini_fat.push(END_OF_CHAIN);
            mini.extend_from_slice(content);
            mini.resize(mini_fat.len() * 64, 0);
            start
        } else {
            body.append(content)
        };
        write_entry(&mut directory[(index + 1) * 128..], name, 2, start, content.len() as u32);
    }
    let mini_start = body.append(&mini);
    write_entry(&mut directory, "Root Entry", 5, mini_start, mini.len() as u32);
    body.bytes[..directory.len()].copy_from_slice(&directory);
    let mini_table: Vec<u8> = mini_fat.iter().flat_map(|link| link.to_le_bytes()).collect();
    let mini_table_start = body.append(&mini_table);

    let mut fat_sectors = 1;
    while (body.fat.len() + fat_sectors).div_ceil(128) > fat_sectors {
        fat_sectors += 1;
    }
    let fat_start = body.fat.len();
    body.fat.resize(fat_start + fat_sectors, 0xFFFF_FFFD);
    body.fat.resize(fat_sectors * 128, FREE);

    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(&super::MAGIC);
    file[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(&mut file, 44, fat_sectors as u32);
    put(&mut file, 48, 0);
    put(&mut file, 56, 4096);
    put(&mut file, 60, mini_table_start);
    put(&mut file, 64, mini_table.len().div_ceil(SECTOR) as u32);
    put(&mut file, 68, END_OF_CHAIN);
    for slot in 0..109 {
        put(&mut file, 76 + slot * 4, if slot < fat_sectors { (fat_start + slot) as u32 } else { FREE });
    }
    file.extend_from_slice(&body.bytes);
    file.extend(body.fat.iter().flat_map(|link| link.to_le_bytes()));
    file
}

fn write_entry(entry: &mut [u8], name: &str, kind: u8, start: u32, size: u32) {
    for (at, unit) in name.encode_utf16().enumerate() {
        entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
    }
    entry[64] = (name.len() as u8 + 1) * 2;
    entry[66] = kind;
    entry[67] = 1;
    entry[68..80].fill(0xFF);
    put(entry, 116, start);
    put(entry, 120, size);
}
