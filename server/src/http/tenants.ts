import type { IncomingMessage } from 'node:http';
import type { Settings } from '../settings/load.js';
import type { Tenant } from '../settings/schema.js';

/** Which host names are served, which administration each one means, and which pages may write. */
export interface Hosts {
  /** `undefined` for a host that is not served. */
  tenantOf(host: string | undefined): Tenant | undefined;
  /** Whether a page of this origin (RFC 6454) may use the interface of this host. */
  isOwnOrigin(origin: string, host: string | undefined): boolean;
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** `libro.example.it` of `libro.example.it:8080`, lower case. */
export const hostNameOf = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');

export const hostsOf = (settings: Settings, publicUrl: string): Hosts => {
  const [only, ...others] = settings.tenants;
  const byHost = new Map(settings.tenants.flatMap((tenant) => tenant.hosts.map((host) => [host, tenant] as const)));
  const everywhere = new Set([
    ...settings.allowedHosts,
    hostNameOf(new URL(publicUrl).host),
    ...(isLoopback(settings.host) ? LOOPBACK : []),
  ]);
  const tenantOf = (host: string | undefined): Tenant | undefined => {
    if (host === undefined) return undefined;
    const name = hostNameOf(host);
    return byHost.get(name) ?? (others.length === 0 && everywhere.has(name) ? only : undefined);
  };
  return {
    tenantOf,
    isOwnOrigin: (origin, host) => {
      if (origin === new URL(publicUrl).origin) return true;
      if (!URL.canParse(origin) || host === undefined) return false;
      return new URL(origin).host === host.toLowerCase() && tenantOf(host) !== undefined;
    },
  };
};

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * A write that a page of another site has caused is refused: browsers say so themselves (Fetch Metadata), or name the
 * page's origin. Programs send neither.
 */
export const isForeignWrite = (request: IncomingMessage, hosts: Hosts): boolean => {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin } = request.headers;
  return origin !== undefined && !hosts.isOwnOrigin(origin, request.headers.host);
};
