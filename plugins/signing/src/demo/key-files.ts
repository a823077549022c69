import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Private keys as PKCS #8 files that only the server's own user may read. */
export class KeyFiles {
  constructor(private readonly folder: string) {}

  /** On return the key is on the disk for good. */
  async write(tenant: string, id: string, key: KeyObject): Promise<void> {
    const folder = this.folderOf(tenant);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = this.pathOf(tenant, id);
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(key.export({ format: 'pem', type: 'pkcs8' }));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    const directory = await open(folder, 'r');
    await directory.sync().finally(() => directory.close());
  }

  async read(tenant: string, id: string): Promise<KeyObject> {
    return createPrivateKey(await readFile(this.pathOf(tenant, id)));
  }

  async remove(tenant: string, id: string): Promise<void> {
    await rm(this.pathOf(tenant, id), { force: true });
  }

  private folderOf(tenant: string): string {
    return join(this.folder, encodeURIComponent(tenant));
  }

  private pathOf(tenant: string, id: string): string {
    return join(this.folderOf(tenant), `${id}.pem`);
  }
}
