import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Visitor } from './visitor.js';

const MB = 1_000_000;
const PAGE = Buffer.alloc(MB, '%PDF-1.7 ');

/** A file that begins like a PDF and goes on; `sent` counts what was taken from it. */
export const endless = (megabytes: number): { readonly bytes: ReadableStream<Uint8Array>; sent(): number } => {
  let sent = 0;
  return {
    sent: () => sent,
    bytes: new ReadableStream<Uint8Array>(
      {
        pull: (to) => {
          if (sent >= megabytes * MB) return to.close();
          sent += MB;
          to.enqueue(PAGE);
        },
      },
      { highWaterMark: 0 },
    ),
  };
};

/** Says that a file of this size is coming and sends none of it. @returns what is answered to that alone */
export const announce = (by: Visitor, path: string, megabytes: number): Promise<{ status: number; code: string }> =>
  new Promise((resolve, reject) => {
    const headers = { ...by.headers, 'content-type': 'application/pdf', 'content-length': String(megabytes * MB) };
    const asked = request(`${by.url}/api/v1/${path}`, { method: 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        const { code } = JSON.parse(text) as { code: string };
        resolve({ status: answer.statusCode ?? 0, code });
        asked.destroy();
      });
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });

/** The most memory that a process has held so far, MB; `undefined` where the system does not tell (it takes /proc). */
export const peakMemory = (pid: number): number | undefined => {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Math.round(Number(kb) / 1000);
  } catch {
    return undefined;
  }
};
