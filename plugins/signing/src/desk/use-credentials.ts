import { useApi, useLive, type Loaded } from '@libro-firma/desk/kit';
import type { Credential } from './answers.js';

/** My certificates; read again when somebody unlocks one. */
export const useCredentials = (): Loaded<{ readonly items: readonly Credential[] }> => {
  const loaded = useApi<{ readonly items: readonly Credential[] }>('/signing/credentials');
  useLive('signing.credential.unlocked', () => loaded.reload());
  return loaded;
};

/** Whether there are certificates, and none of them can be used. */
export const allLocked = (credentials: readonly Credential[] | undefined): boolean =>
  credentials !== undefined && credentials.length > 0 && credentials.every(({ locked }) => locked);
