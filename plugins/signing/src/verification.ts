import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import type { TenantId } from '@libro-firma/engine/plugin';
import type { ProviderRegistry } from './keys/registry.js';
import type { TrustAnchor } from './pdf/verify.js';
import type { Verification, VerificationReport } from './ports.js';
import type { Workshop } from './workshop/workshop.js';

/** Verifies in the child process, against the configured authorities and those of the key providers. */
export class TrustedVerification implements Verification {
  private configured: Promise<readonly TrustAnchor[]> | undefined;

  constructor(
    private readonly workshop: Workshop,
    private readonly providers: ProviderRegistry,
    /** Files with authorities' certificates, PEM (one or more each) or DER. */
    private readonly trustFiles: readonly string[],
  ) {}

  async verify(tenant: TenantId, pdf: Uint8Array): Promise<VerificationReport> {
    const anchors = [...(await this.fromFiles()), ...(await this.providers.anchors(tenant))];
    return this.workshop.run('verify', { pdf, anchors });
  }

  /** Read once; throws what the file system says, or that a file holds no certificate. */
  fromFiles(): Promise<readonly TrustAnchor[]> {
    this.configured ??= Promise.all(this.trustFiles.map(readCertificates)).then((lists) =>
      lists.flat().map((certificate) => ({ certificate, demo: false })),
    );
    return this.configured;
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const readCertificates = async (path: string): Promise<readonly Uint8Array[]> => {
  const content = await readFile(path);
  const blocks = content.toString('latin1').match(PEM) ?? [content];
  return blocks.map((block) => {
    try {
      return new Uint8Array(new X509Certificate(block).raw);
    } catch (cause) {
      throw new Error(`${path} holds no certificate`, { cause });
    }
  });
};
