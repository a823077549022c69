import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export const PORTAL_TOKEN = 'token-del-portale';

export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly digest: string;
  readonly withdrawn: boolean;
}

/** The outside party of the board: a process of its own, with troubles that the test makes. */
export class Portal {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async open(file: string): Promise<Portal> {
    const env = { ...process.env, PORTAL_TOKEN };
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return new Portal(child, /http\S+/.exec(said.toString())?.[0] ?? '');
  }

  /** How often the next writes are refused for now or for good, cut off after they were stored, or stored and never answered. */
  async trouble(next: {
    readonly refuse?: number;
    readonly forbid?: number;
    readonly cut?: number;
    readonly hold?: number;
  }): Promise<void> {
    await fetch(`${this.url}/trouble`, { method: 'PUT', body: JSON.stringify(next) });
  }

  async notices(title: string): Promise<readonly Notice[]> {
    const answer = await fetch(`${this.url}/notices`, { headers: { authorization: `Bearer ${PORTAL_TOKEN}` } });
    const { items } = (await answer.json()) as { items: readonly Notice[] };
    return items.filter((notice) => notice.title === title);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill();
    await once(this.#child, 'exit');
  }
}
