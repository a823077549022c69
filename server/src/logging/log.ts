import { pino, type DestinationStream, type Logger } from 'pino';

/** Fields whose value is never written, at any of the first levels of a log line. */
const PRIVATE = [
  'password',
  'newPassword',
  'oldPassword',
  'currentPassword',
  'pin',
  'otp',
  'token',
  'secret',
  'authorization',
  'cookie',
  'passphrase',
  'privateKey',
  'smtpPassword',
  'smtpPass',
  'key',
  'title',
  'caseTitle',
  'subject',
  'fiscalCode',
];
const LEVELS = ['', '*.', '*.*.', '*.*.*.'];

export interface LogOptions {
  readonly level: string;
  /** Values that must not appear anywhere in a line. */
  readonly secrets: ReadonlySet<string>;
  readonly destination?: DestinationStream;
}

/** Short ones would blot out innocent text. */
const MIN_SECRET = 6;

/** One JSON line an event, on standard output; secrets are taken out by name and by value. */
export const createLog = ({ level, secrets, destination }: LogOptions): Logger => {
  const values = [...secrets]
    .filter((secret) => secret.length >= MIN_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: LEVELS.flatMap((prefix) => PRIVATE.map((name) => `${prefix}${name}`)), censor: '***' },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) => values.reduce((text, secret) => text.replaceAll(secret, '***'), line),
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
};
