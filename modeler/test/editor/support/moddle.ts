import { readdirSync, readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';
import { descriptorOf } from '../../../src/editor/model/descriptor.js';
import type { ModdleElement } from '../../../src/editor/model/moddle.js';
import { catalogue } from './catalogue.js';

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly { message: string }[] }>;
  toXML(root: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
  create(type: string, properties?: object): ModdleElement;
}

/** bpmn-moddle as the editor sets it up. */
export const moddle = new BpmnModdle({ zeebe: descriptorOf(catalogue) }) as unknown as Moddle;

const folder = new URL('../../../../examples/palermo/routes/', import.meta.url);

/** The example routes: name and XML. */
export const palermo: readonly { readonly name: string; readonly xml: string }[] = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .map((name) => ({ name, xml: readFileSync(new URL(name, folder), 'utf8') }));
