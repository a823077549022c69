import type { Plugin } from 'esbuild';

export const editorLibraries: Plugin;
