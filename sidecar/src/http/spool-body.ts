import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { AppError } from '@finders-fee/shared';

/** A body that was put down in a file, to be read as often as one likes until it is closed. */
export interface SpooledBody {
  /** SHA-256 in hexadecimal. */
  hash: string;
  read(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/**
 * Writes a body to a temporary file as it comes, so that its size costs no memory. Nothing of a body that is announced to be longer is written,
 * and nothing beyond `longestBytes` of one that turns out to be. The file has lost its name before its first byte: it is gone with the process.
 * Throws AppError `body_too_large`, `unsupported_media_type` for a compressed body, `unavailable` when no file can be written.
 */
export async function spoolBody(request: IncomingMessage, longestBytes: number): Promise<SpooledBody> {
  const { 'content-length': announced = '0', 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding !== 'identity') {
    const name = encoding.slice(0, 40);
    throw new AppError('unsupported_media_type', `A file in the encoding "${name}" is not read.`);
  }
  if (Number(announced) > longestBytes) throw tooLarge(longestBytes);
  const file = await openNameless();
  try {
    const hash = await write(request, file, longestBytes);
    const read = () => file.createReadStream({ start: 0, autoClose: false });
    return { hash, read, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What comes after the limit is read and thrown away: a sender who is not listened to hears no answer either. */
function write(request: IncomingMessage, file: FileHandle, longestBytes: number): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > longestBytes) {
          reject(tooLarge(longestBytes));
          done();
          return;
        }
        hash.update(chunk);
        file.writeFile(chunk).then(() => done(), done);
      },
      final(done) {
        resolve(hash.digest('hex'));
        done();
      },
    });
    sink.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new AppError('invalid_request', 'The file ended too early.'));
    });
    request.pipe(sink);
  });
}

async function openNameless(): Promise<FileHandle> {
  try {
    const directory = await mkdtemp(join(tmpdir(), 'finders-fee-'));
    try {
      return await open(join(directory, 'body'), 'wx+', 0o600);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  } catch (error) {
    const message = `The sidecar can write no file in ${tmpdir()}; TMPDIR names another place.`;
    throw new AppError('unavailable', message, { cause: error });
  }
}

function tooLarge(longestBytes: number): AppError {
  const megabytes = Math.floor(longestBytes / 1024 / 1024);
  return new AppError('body_too_large', `A file may have at most ${megabytes} MB; send it in parts.`);
}
