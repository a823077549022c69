import { secret } from '@libro-firma/engine/plugin';
import { z } from 'zod';

/** `plugins.albo` of the settings file, or `LF_PLUGINS_ALBO_PORTAL_URL` and so on. */
export const AlboSettings = z.strictObject({
  /** Whose board it is; stands on the page and on certificates. */
  administration: z.string().min(1).max(120),
  /** The portal of the administration, which lists what is on the board. */
  portalUrl: z.url({ protocol: /^https?$/ }),
  portalToken: secret(z.string().min(8)),
  /** How often terms are looked at, seconds. */
  checkSeconds: z.coerce.number().int().min(1).max(3600).default(60),
});

export type AlboSettings = z.output<typeof AlboSettings>;
