import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { prepareDataDir } from '../compose/data-dir.js';

const PREFIX = 'enc:v1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** The key of the installation: it opens the secrets of the settings, and digests what must not be guessable. */
export interface SecretBox {
  /** `enc:v1:` + base64url of nonce, tag and AES-256-GCM ciphertext. */
  encrypt(plain: string): string;
  /** @throws LibroFirmaError `server.secret-unreadable` */
  decrypt(encrypted: string): string;
  /** HMAC-SHA-256, hexadecimal. `purpose` keeps digests of different uses apart. */
  digest(purpose: string, content: string | Uint8Array): string;
}

export const isEncrypted = (value: unknown): value is string => typeof value === 'string' && value.startsWith(PREFIX);

const unreadable = (cause?: unknown): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.secret-unreadable',
    {
      it: 'Un valore cifrato (enc:v1:) non si apre con la chiave di questa installazione. Cifralo di nuovo con «libro-firma secret».',
      en: 'An encrypted value (enc:v1:) does not open with the key of this installation. Encrypt it again with "libro-firma secret".',
    },
    cause === undefined ? {} : { cause },
  );

export const secretBox = (key: Uint8Array): SecretBox => ({
  encrypt: (plain) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  },
  decrypt: (encrypted) => {
    const bytes = Buffer.from(encrypted.slice(PREFIX.length), 'base64url');
    if (!isEncrypted(encrypted) || bytes.length < IV_BYTES + TAG_BYTES) throw unreadable();
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw unreadable(cause);
    }
  },
  digest: (purpose, content) => createHmac('sha256', key).update(`${purpose}\n`).update(content).digest('hex'),
});

const keyProblem = (it: string, where: string): LibroFirmaError =>
  new LibroFirmaError('invalid', 'server.secret-key-invalid', { it }, { where });

/** 32 bytes in base64 or hexadecimal. */
const keyOf = (text: string, where: string): Buffer => {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (bytes.length !== KEY_BYTES)
    throw keyProblem(`La chiave dei segreti (${where}) deve essere di 32 byte in base64 o esadecimale.`, where);
  return bytes;
};

/**
 * The key from `LF_SECRET_KEY`, else from the file; the file is made, readable by its owner only, when there is none.
 *
 * @throws LibroFirmaError `server.secret-key-invalid`: not 32 bytes, or readable by others
 */
export const openSecretBox = (file: string, fromEnvironment: string | undefined): SecretBox => {
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    return secretBox(keyOf(fromEnvironment, 'LF_SECRET_KEY'));
  if (!existsSync(file)) {
    prepareDataDir(dirname(file));
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw keyProblem(`Il file della chiave dei segreti ${file} è leggibile da altri: esegui chmod 600 ${file}.`, file);
  return secretBox(keyOf(readFileSync(file, 'utf8'), file));
};
