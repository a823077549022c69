import { secret } from '@libro-firma/engine/plugin';
import { z } from 'zod';

/** From a file they are numbers and booleans; from the environment they are words. */
const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const flag = z.union([z.boolean(), z.stringbool()]);
const mailbox = z
  .string()
  .max(320)
  .regex(
    /^[^\s@<>"(),;:\\[\]]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    'an address such as protocollo@comune.example.it',
  );
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'one line');

/**
 * Settings of the plugin (`plugins.notification` of the settings file, or `LF_PLUGINS_NOTIFICATION_<KEY>`).
 * Without `smtpUrl` and `smtpHost` no mail leaves: a route with `notification.mail:1` is then refused at publication,
 * except in the demo command, which receives its own mails (see `demo/mailbox.ts`).
 */
export const NotificationSettings = z
  .strictObject({
    /** `smtp://host:587` or `smtps://host:465`; user and password belong in their own settings, never in the address. */
    smtpUrl: z
      .string()
      .regex(/^smtps?:\/\/[^/@\s]+$/, 'smtp://host:port or smtps://host:port, without user and password')
      .optional(),
    smtpHost: line(253).optional(),
    /** 465 with `smtpSecurity: 'tls'`, else 587. */
    smtpPort: number(1, 65535).optional(),
    /**
     * `tls`: encrypted from the first byte; `starttls`: upgraded, or nothing is sent; `opportunistic`: upgraded where the
     * server offers it; `none`: never (a relay on the same machine).
     */
    smtpSecurity: z.enum(['tls', 'starttls', 'opportunistic', 'none']).optional(),
    /** False accepts a certificate that does not verify. Only for a relay inside the own network. */
    smtpVerifyCertificate: flag.default(true),
    smtpUser: line(320).optional(),
    smtpPassword: secret(z.string().max(1024)).optional(),
    /** The name said in EHLO; the machine's own when missing. */
    smtpClientName: line(253).optional(),
    /** How long the connection may take to stand, and the greeting to come, in milliseconds. */
    connectionTimeoutMs: number(100, 600_000).default(30_000),
    /** How long the server may be silent, its last answer included (RFC 5321, 4.5.3.2.6 asks for ten minutes). */
    answerTimeoutMs: number(100, 1_800_000).default(600_000),
    /** Conversations with the server at the same time. */
    maxConnections: number(1, 50).default(4),
    /** The sender of every mail; its domain is the domain of the Message-ID. Required with an SMTP server. */
    from: mailbox.optional(),
    fromName: line(200).default('Libro Firma'),
    replyTo: mailbox.optional(),
    /** Zone in which the dates of the mails are written. */
    timeZone: line(60).default('Europe/Rome'),
    /** What placeholder `{{ente}}` and the closing line of the mails say. */
    organisationName: line(200).default('Libro Firma'),
    /** A whole mail, encoded attachments included, in bytes. */
    maxMessageBytes: number(10_000, 150_000_000).default(25_000_000),
    /**
     * What to do with a mail whose outcome is not known (the connection was lost, or the process killed, between the final
     * dot and the server's answer). `resend`: sent again with the same Message-ID, by which receivers can drop the second
     * copy. `ask`: an incident, and a person decides by retrying it.
     */
    whenUnknown: z.enum(['resend', 'ask']).default('resend'),
    /** Recipients of one mail step. */
    maxRecipients: number(1, 5_000).default(500),
  })
  .refine((settings) => (settings.smtpUrl ?? settings.smtpHost) === undefined || settings.from !== undefined, {
    path: ['from'],
    message: 'with an SMTP server the address of the sender is needed',
  })
  .refine((settings) => (settings.smtpUser === undefined) === (settings.smtpPassword === undefined), {
    path: ['smtpPassword'],
    message: 'smtpUser and smtpPassword go together',
  });

export type NotificationSettings = z.output<typeof NotificationSettings>;

/** Where the mails are handed over. */
export interface SmtpEndpoint {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'opportunistic' | 'none';
}

/** The server that the settings name, or `undefined` when they name none. */
export const endpointOf = (settings: NotificationSettings): SmtpEndpoint | undefined => {
  if (settings.smtpUrl !== undefined) {
    const url = new URL(settings.smtpUrl);
    const security = settings.smtpSecurity ?? (url.protocol === 'smtps:' ? 'tls' : 'starttls');
    return { host: url.hostname, port: Number(url.port) || (security === 'tls' ? 465 : 587), security };
  }
  if (settings.smtpHost === undefined) return undefined;
  const security = settings.smtpSecurity ?? (settings.smtpPort === 465 ? 'tls' : 'starttls');
  return { host: settings.smtpHost, port: settings.smtpPort ?? (security === 'tls' ? 465 : 587), security };
};
