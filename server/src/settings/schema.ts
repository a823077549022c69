import { z } from 'zod';

/** From a file they are numbers and booleans; from the environment they are words. */
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const words = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== '')
        : value,
    z.array(item),
  );

const tenantId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}$/,
    'deve cominciare con una lettera minuscola e avere solo lettere minuscole, cifre e trattini, al massimo 32',
  );
const hostName = z
  .string()
  .toLowerCase()
  .regex(
    /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/,
    'deve essere il nome di una macchina senza la porta, come libro.comune.example.it',
  );

const dayOfYear = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'deve essere un giorno dell’anno, mese-giorno, come 07-15');

/** An administration that this node serves. With several, the host name of the request tells which one is meant. */
const Tenant = z
  .union([
    tenantId.transform((id) => ({ id })),
    z.strictObject({
      id: tenantId,
      /** "Comune di Palermo": shown in the desk. */
      name: z.string().min(1).max(200).optional(),
      hosts: z.array(hostName).optional(),
      /** The holiday of the town's patron saint, `07-15`: no working day. */
      patronSaint: dayOfYear.optional(),
    }),
  ])
  .transform(
    (given: {
      id: string;
      name?: string | undefined;
      hosts?: string[] | undefined;
      patronSaint?: string | undefined;
    }) => ({ ...given, name: given.name ?? given.id, hosts: given.hosts ?? [] }),
  );

/** The plugins that make the product; others are named in `additionalModules`, one line each. */
export const STANDARD_MODULES = [
  '@libro-firma/plugin-organisation',
  '@libro-firma/plugin-documents',
  '@libro-firma/plugin-signing',
  '@libro-firma/plugin-protocol',
  '@libro-firma/plugin-notification',
] as const;

const moduleName = z.string().min(1).max(1000);

/**
 * The settings of the server: the file that `LF_SETTINGS` names, overlaid by the environment (`LF_PORT`, see
 * `environment.ts`). Paths are relative to the folder of the file. Everything has a default that is safe on one machine.
 */
export const SettingsSchema = z
  .strictObject({
    tenants: words(Tenant)
      .refine((tenants) => tenants.length > 0, 'deve nominare almeno un ente')
      .default([{ id: 'ente', name: 'Ente', hosts: [] }]),
    /** The address to listen at: `127.0.0.1` this machine only, `0.0.0.0` or `::` every network. */
    host: z.string().min(1).max(253).default('127.0.0.1'),
    /** 0: any free one. */
    port: integer(0, 65_535).default(8080),
    /** Where people reach the server, behind a proxy: `https://libro.comune.example.it`. */
    publicUrl: z
      .url({ protocol: /^https?$/, error: 'deve essere un indirizzo completo, che comincia con http:// o https://' })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).pathname === '/',
        'deve finire con il nome della macchina, senza altro dopo la barra',
      )
      .transform((url) => url.replace(/\/$/, ''))
      .optional(),
    /** Further host names that requests may carry, beside those of `publicUrl`, the tenants and the loopback. */
    allowedHosts: words(hostName).default([]),
    /** Reverse proxies in front whose `X-Forwarded-*` headers count; 0: none. */
    trustProxy: integer(0, 10).default(0),
    /** Certificate and key (PEM) for https without a proxy. */
    tls: z.strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) }).optional(),
    /** Documents, keys and, on SQLite, the database. */
    dataDir: z.string().min(1).default('data'),
    /** `sqlite:<file>` or `postgres://user:password@host:5432/name`; `sqlite:<dataDir>/libro-firma.db` without it. */
    database: z
      .strictObject({
        url: z.string().min(1).meta({ secret: true }).optional(),
        /** PostgreSQL only: the schema of the tables. */
        schema: z
          .string()
          .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'deve essere il nome di uno schema di PostgreSQL, in minuscolo')
          .optional(),
        poolSize: integer(1, 200).optional(),
      })
      .default({}),
    /** Packages or paths of the product's plugins. */
    modules: words(moduleName).default([...STANDARD_MODULES]),
    /** Packages or paths of further plugins, looked up from the folder of the settings file. */
    additionalModules: words(moduleName).default([]),
    /** Settings of the plugins by plugin name. */
    plugins: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    log: z
      .strictObject({
        level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      })
      .prefault({}),
    sessions: z
      .strictObject({
        /** A session ends after this long without a request. */
        idleMinutes: integer(1, 1_440).default(60),
        /** ... and in any case after this long. */
        absoluteMinutes: integer(5, 10_080).default(720),
      })
      .prefault({}),
    login: z
      .strictObject({
        /** Failed attempts from one network address within 15 minutes before it has to wait. */
        failuresPerAddress: integer(1, 10_000).default(100),
        /** Failed attempts on one name in a row before it has to wait, longer each time. */
        failuresPerName: integer(1, 100).default(5),
        /** How long the records of sign-ins are kept. */
        keepDays: integer(180, 3_650).default(365),
      })
      .prefault({}),
    /** Exercises and tests only: a file that holds milliseconds to add to the time, read again when it changes. */
    clock: z.strictObject({ file: z.string().min(1).optional() }).default({}),
    /** The example that the demo command loads. */
    demo: z.strictObject({ example: moduleName.default('@libro-firma/example-palermo') }).prefault({}),
  })
  .superRefine((settings, context) => {
    const ids = settings.tenants.map((tenant) => tenant.id);
    if (new Set(ids).size !== ids.length)
      context.addIssue({ code: 'custom', path: ['tenants'], message: 'nomina lo stesso ente più di una volta' });
    if (ids.length > 1 && settings.tenants.some((tenant) => tenant.hosts.length === 0))
      context.addIssue({
        code: 'custom',
        path: ['tenants'],
        message: 'con più enti ciascuno deve avere i propri nomi di macchina in «hosts»',
      });
    if (settings.sessions.absoluteMinutes < settings.sessions.idleMinutes)
      context.addIssue({
        code: 'custom',
        path: ['sessions', 'absoluteMinutes'],
        message: 'non può essere minore di sessions.idleMinutes',
      });
  });

/** What a settings file may hold. */
export type SettingsInput = z.input<typeof SettingsSchema>;
export type CheckedSettings = z.output<typeof SettingsSchema>;
export type Tenant = CheckedSettings['tenants'][number];
