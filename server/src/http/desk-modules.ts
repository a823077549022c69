import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { LibroFirmaError, type AnyPlugin } from '@libro-firma/engine/plugin';

/** The built screens of a plugin, at an address that changes with their content. */
export interface DeskModule {
  readonly name: string;
  readonly folder: string;
  /** `/desk-modules/signing/3f2a.../`. */
  readonly root: string;
  /** Address of the ES module. */
  readonly module: string;
  readonly styles: string | undefined;
}

const digestOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort())
    hash.update(name.slice(folder.length)).update(readFileSync(name));
  return hash.digest('hex').slice(0, 16);
};

/** @throws LibroFirmaError `server.desk-module-missing`: the plugin names a file that was not built */
export const deskModuleOf = (plugin: AnyPlugin): DeskModule | undefined => {
  if (plugin.desk === undefined) return undefined;
  const { name } = plugin.manifest;
  const file = fileURLToPath(plugin.desk.module);
  if (!existsSync(file))
    throw new LibroFirmaError(
      'invalid',
      'server.desk-module-missing',
      { it: `Le schermate del plugin «${name}» mancano (${file}): costruiscile con lf-desk-build.` },
      { where: name },
    );
  const folder = dirname(file);
  const root = `/desk-modules/${name}/${digestOf(folder)}/`;
  const addressOf = (url: URL): string => {
    const path = fileURLToPath(url);
    if (!path.startsWith(folder))
      throw new LibroFirmaError(
        'invalid',
        'server.desk-module-missing',
        { it: `Il plugin «${name}» tiene gli stili delle schermate fuori dalla cartella del modulo (${folder}).` },
        { where: name },
      );
    return root + path.slice(folder.length + 1).replaceAll('\\', '/');
  };
  return {
    name,
    folder,
    root,
    module: addressOf(plugin.desk.module),
    styles: plugin.desk.styles === undefined ? undefined : addressOf(plugin.desk.styles),
  };
};

/** Files never change at their address: a new content has a new one. */
export const deskModuleRouter = (modules: readonly DeskModule[]): Router => {
  const router = Router();
  for (const module of modules)
    router.use(module.root, express.static(module.folder, { immutable: true, maxAge: '365d', index: false }));
  return router;
};
