import { crc32, deflateRawSync } from 'node:zlib';

const deflated = 8;
const version = 20;
/** 1980-01-01, the earliest that the format knows: the same contents give the same archive. */
const dosDate = 0x21;

/**
 * A zip archive of files in memory.
 * @param {{ path: string, content: Buffer }[]} files with `/` between folders
 * @returns {Buffer}
 */
export function zip(files) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const { path, content } of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content, { level: 9 });
    const facts = describe(content, packed, name);
    const head = Buffer.concat([integers([0x04034b50, 4]), facts, integers([0, 2])]);
    bodies.push(head, name, packed);
    directory.push(
      integers([0x02014b50, 4], [version, 2]),
      facts,
      integers([0, 2], [0, 2], [0, 2], [0, 2], [0o644 << 16, 4], [offset, 4]),
      name,
    );
    offset += head.length + name.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = integers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [index.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...bodies, index, end]);
}

/** The fields that the local header and the directory share, from "version needed" to the length of the name. */
function describe(content, packed, name) {
  const utf8Names = 0x0800;
  return integers(
    [version, 2],
    [utf8Names, 2],
    [deflated, 2],
    [0, 2],
    [dosDate, 2],
    [crc32(content), 4],
    [packed.length, 4],
    [content.length, 4],
    [name.length, 2],
  );
}

/** Little-endian integers: pairs of value and length in bytes. */
function integers(...fields) {
  return Buffer.concat(
    fields.map(([value, length]) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUIntLE(value >>> 0, 0, length);
      return bytes;
    }),
  );
}
