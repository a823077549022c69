import type { ServiceIdentifier } from 'inversify';

/**
 * A contract between plugins, bound by the providing plugin's module and asked for by its users:
 * `export const Documents = createPort<Documents>('documents:1')`. The name carries the version.
 */
export type Port<T> = ServiceIdentifier<T> & symbol;

/** The identifier under which a port is bound and asked for; the same name gives the same one in every copy of this package. */
export const createPort = <T>(name: string): Port<T> => Symbol.for(`libro-firma.port.${name}`) as Port<T>;

/** The name that {@link createPort} was given, for messages. */
export const portName = (port: Port<unknown>): string => String(port.description).replace('libro-firma.port.', '');
