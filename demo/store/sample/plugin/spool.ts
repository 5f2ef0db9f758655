import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes that were put down in a file without a name; it is gone when it is closed. */
export interface Spooled {
  bytes: number;
  /** SHA-256 in hexadecimal. */
  hash: string;
  read(): Readable;
  close(): Promise<void>;
}

/** Puts down what comes, however long it is. Null as soon as it is longer than allowed; the rest is then read and thrown away. */
export async function spool(
  source: AsyncIterable<Uint8Array>,
  longestBytes = Number.POSITIVE_INFINITY,
): Promise<Spooled | null> {
  const file = await openNameless();
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > longestBytes) continue;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  if (bytes > longestBytes) {
    await file.close();
    return null;
  }
  const read = () => file.createReadStream({ start: 0, autoClose: false });
  return { bytes, hash: hash.digest('hex'), read, close: () => file.close() };
}

async function openNameless(): Promise<FileHandle> {
  const directory = await mkdtemp(join(tmpdir(), 'sample-store-'));
  try {
    return await open(join(directory, 'body'), 'wx+', 0o600);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
