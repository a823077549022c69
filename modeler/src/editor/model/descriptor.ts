import type { Catalogue } from '../contract.js';
import { PREFIX } from './extension.js';

/** Bookkeeping of element templates: never written, since the step type says it all. */
const templated = {
  name: 'TemplateSupported',
  isAbstract: true,
  extends: ['bpmn:Collaboration', 'bpmn:Process', 'bpmn:FlowElement'],
  properties: [
    { name: 'modelerTemplate', type: 'String', isAttr: true, isVirtual: true },
    { name: 'modelerTemplateVersion', type: 'Integer', isAttr: true, isVirtual: true },
    { name: 'modelerTemplateIcon', type: 'String', isAttr: true, isVirtual: true },
  ],
};

export interface Descriptor {
  readonly name: string;
  readonly prefix: string;
  readonly uri: string;
  readonly xml: { readonly tagAlias: 'lowerCase' };
  readonly associations: readonly never[];
  readonly types: readonly object[];
}

/** The `lf:` namespace as the engine describes it, under the prefix that element templates know it by. */
export const descriptorOf = ({ lfDescriptor }: Pick<Catalogue, 'lfDescriptor'>): Descriptor => ({
  name: 'Libro Firma',
  prefix: PREFIX,
  uri: lfDescriptor.uri,
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  // Moddle writes into the descriptor that it is given.
  types: structuredClone([...lfDescriptor.types, templated]),
});
