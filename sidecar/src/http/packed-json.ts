import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** `{"rows": […], …}` compressed, about 20 bytes for a row: of a long answer nothing else is ever in memory. */
export interface PackedJson {
  /** base64. */
  gzip: string;
}

export interface Packer {
  add: (rows: readonly unknown[]) => Promise<void>;
  /** `rest`: the object's other fields. */
  end: (rest: object) => Promise<Buffer>;
}

/** Packs an object whose `rows` come bit by bit, before its other fields are known. */
export function packJson(): Packer {
  const gzip = createGzip();
  const packed: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => packed.push(piece));
  let separator = '{"rows":[';
  const write = async (text: string) => {
    if (!gzip.write(text)) await once(gzip, 'drain');
  };
  return {
    add: async (rows) => {
      if (rows.length === 0) return;
      await write(separator + rows.map((row) => JSON.stringify(row)).join(','));
      separator = ',';
    },
    end: async (rest) => {
      const others = Object.entries(rest).map(
        ([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`,
      );
      gzip.end(`${separator === ',' ? '' : separator}]${others.join('')}}`);
      await once(gzip, 'end');
      return Buffer.concat(packed);
    },
  };
}

/** Sends what was packed as the plain JSON it was made from. */
export async function sendPacked(response: ServerResponse, packed: Buffer): Promise<void> {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  const gunzip = createGunzip();
  gunzip.end(packed);
  await pipeline(gunzip, response);
}
