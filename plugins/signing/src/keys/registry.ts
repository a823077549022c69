import type { CaseMode, TenantId } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import type { KeyProvider, KeyProviders, Seal, SealAtHand, SealIdentity } from '../ports.js';

/** The key providers of this process, by name. */
export class ProviderRegistry implements KeyProviders {
  private readonly byName = new Map<string, KeyProvider>();

  register(provider: KeyProvider): () => void {
    if (this.byName.has(provider.name)) throw new Error(`key provider "${provider.name}" is registered twice`);
    this.byName.set(provider.name, provider);
    return () => {
      if (this.byName.get(provider.name) === provider) this.byName.delete(provider.name);
    };
  }

  usable(mode: CaseMode): readonly KeyProvider[] {
    return [...this.byName.values()].filter(({ demo }) => mode === 'live' || demo);
  }

  /** Throws `signing.provider-unavailable` when the provider is not there any more. */
  named(name: string): KeyProvider {
    const provider = this.byName.get(name);
    if (!provider) throw refuse('provider-unavailable', { where: name });
    return provider;
  }

  /** Every provider's authorities, with whether they are for demonstration. */
  async anchors(tenant: TenantId): Promise<readonly { certificate: Uint8Array; demo: boolean }[]> {
    const lists = await Promise.all(
      [...this.byName.values()].map(async (provider) =>
        ((await provider.anchors?.(tenant)) ?? []).map((certificate) => ({ certificate, demo: provider.demo })),
      ),
    );
    return lists.flat();
  }
}

/** The seal of the first provider that has one. */
export class ProviderSeal implements Seal {
  constructor(private readonly providers: KeyProviders) {}

  async identity(tenant: TenantId, mode: CaseMode): Promise<SealIdentity | undefined> {
    return this.find(mode)?.identity(tenant);
  }

  async sign(tenant: TenantId, mode: CaseMode, data: Uint8Array): Promise<Uint8Array> {
    const seal = this.find(mode);
    if (!seal) throw refuse('no-seal');
    return seal.sign(tenant, data);
  }

  async atHand(tenant: TenantId, mode: CaseMode): Promise<SealAtHand | undefined> {
    return this.find(mode)?.atHand?.(tenant);
  }

  private find(mode: CaseMode): KeyProvider['seal'] {
    return this.providers.usable(mode).find(({ seal }) => seal !== undefined)?.seal;
  }
}
