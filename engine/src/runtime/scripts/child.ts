/**
 * The process in which scripts run. It has no environment, answers one request at a time, and is killed from outside
 * when it takes too long. JavaScript runs in QuickJS, in a WebAssembly memory that cannot grow beyond its limit: it
 * sees its variables and nothing of Node.
 */
import imported from '@jitl/quickjs-wasmfile-release-sync';
import { evaluate } from 'feelin';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type CustomizeVariantOptions,
  type QuickJSContext,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core';
import { clockFunctions, toJson } from '../../model/feel.js';
import type { Json } from '../../plugin/json.js';
import { READY, type ScriptReply, type ScriptRequest } from './protocol.js';

/** The package declares its types as if it were CommonJS; what is imported is the variant itself. */
const variant = imported as unknown as QuickJSSyncVariant;
/** Not among the types of ES2023, though every Node has it. */
const { Memory } = (
  globalThis as unknown as {
    WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => object };
  }
).WebAssembly;
const PAGE = 65_536;
const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
/** Words of the language: such a variable is reached as `variables.case`. */
const RESERVED = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static ' +
    'super switch this throw true try typeof var void while with yield arguments eval undefined variables'
  ).split(' '),
);

const javascript = async ({ source, variables, memoryBytes }: ScriptRequest): Promise<Json> => {
  // QuickJS's own limit is not enforced in this build: the memory itself is bounded.
  const memory = new Memory({ initial: 256, maximum: Math.max(256, Math.ceil(memoryBytes / PAGE)) });
  const bounded = { wasmMemory: memory } as CustomizeVariantOptions;
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, bounded));
  const context = quickjs.newContext();
  try {
    const names = Object.keys(variables).filter((name) => NAME.test(name) && !RESERVED.has(name));
    const head = `const variables = ${JSON.stringify(variables)}; ${names
      .map((name) => `let ${name} = variables[${JSON.stringify(name)}];`)
      .join(' ')}`;
    const expression = read(context, `JSON.stringify((() => { ${head}\nreturn (${source}\n) })())`);
    // Not an expression: then statements, whose `return` gives the result.
    if (!('syntax' in expression)) return expression.value;
    const body = read(context, `JSON.stringify((() => { ${head}\n${source}\n })())`);
    if ('syntax' in body) throw new Error(body.syntax);
    return body.value;
  } finally {
    context.dispose();
  }
};

const read = (context: QuickJSContext, code: string): { readonly value: Json } | { readonly syntax: string } => {
  const result = context.evalCode(code, 'script.js');
  if (result.error !== undefined) {
    const thrown: unknown = context.dump(result.error);
    result.error.dispose();
    const { name, message } = thrown as { name?: string; message?: string };
    const told =
      typeof thrown === 'object' && thrown !== null ? `${name ?? 'Error'}: ${message ?? ''}` : String(thrown);
    if (name === 'SyntaxError') return { syntax: told };
    throw new Error(told);
  }
  const text: unknown = context.dump(result.value);
  result.value.dispose();
  return { value: typeof text === 'string' ? (JSON.parse(text) as Json) : null };
};

const feel = ({ source, variables, now, timeZone }: ScriptRequest): Json => {
  const expression = source.trimStart().replace(/^=/, '');
  return toJson(evaluate(expression, { ...variables, ...clockFunctions({ now, timeZone }) }).value);
};

const answer = async (request: ScriptRequest): Promise<ScriptReply> => {
  const { id } = request;
  try {
    return { id, value: request.language === 'feel' ? feel(request) : await javascript(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, error: message, spent: /out of memory|memory access|Aborted/i.test(message) };
  }
};

process.on('message', (request: ScriptRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
// The engine has gone: so do we.
process.on('disconnect', () => process.exit(0));
process.send?.(READY);
