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

export interface SpoolLimits {
  longestBytes: number;
  mostLines: number;
}

/**
 * Writes a body to a temporary file as it comes, so that its size costs no memory. Nothing of a body that is announced to be longer is written,
 * and nothing beyond the limits of one that turns out to be. The file has lost its name before its first byte: it is gone with the process.
 * Throws AppError `body_too_large`, `unsupported_media_type` for a compressed body, `unavailable` when no file can be written.
 */
export async function spoolBody(request: IncomingMessage, limits: SpoolLimits): Promise<SpooledBody> {
  const { 'content-length': announced = '0', 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding !== 'identity') {
    const name = encoding.slice(0, 40);
    throw new AppError('unsupported_media_type', `A file in the encoding "${name}" is not read.`);
  }
  if (Number(announced) > limits.longestBytes) throw tooLarge(limits);
  const file = await openNameless();
  try {
    const hash = await write(request, file, limits);
    const read = () => file.createReadStream({ start: 0, autoClose: false });
    return { hash, read, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What comes after the limit is read and thrown away: a sender who is not listened to hears no answer either. */
function write(request: IncomingMessage, file: FileHandle, limits: SpoolLimits): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  return new Promise((resolve, reject) => {
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        lines += countLines(chunk);
        if (bytes > limits.longestBytes || lines > limits.mostLines) {
          reject(tooLarge(limits));
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

/** Line breaks of any system; a pair of them counts once. */
function countLines(chunk: Buffer): number {
  const count = (byte: number) => {
    let found = 0;
    for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) found += 1;
    return found;
  };
  return Math.max(count(0x0a), count(0x0d));
}

function tooLarge({ longestBytes, mostLines }: SpoolLimits): AppError {
  const megabytes = Math.floor(longestBytes / 1024 / 1024);
  const message = `A file may have at most ${megabytes} MB and ${mostLines.toLocaleString('en')} lines; send it in parts.`;
  return new AppError('body_too_large', message);
}
