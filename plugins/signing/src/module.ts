import { PluginContext, stepHandler } from '@libro-firma/engine/plugin';
import { ContainerModule } from 'inversify';
import { ProviderSeal } from './keys/registry.js';
import { makeParts, Parts, type Context } from './parts.js';
import { KeyProviders, Seal, Signing, Verification } from './ports.js';
import { marksOn, refusalsOf, signaturesOfCase, signaturesOn } from './rows/acts.js';
import { ENDORSEMENT, INITIALS, SIGNATURE } from './steps/manifests.js';
import { MarkStep, type StepServices } from './steps/mark-step.js';
import { rehearsal, type RehearsalServices } from './steps/rehearse.js';
import { SignatureStep } from './steps/signature-step.js';

/** Handlers are made before all ports stand: they ask for theirs when they are used. */
const servicesOf =
  ({ container }: Context) =>
  (): StepServices =>
    container.get(Parts).services;

const rehearsalOf =
  ({ container, settings }: Context) =>
  (): RehearsalServices => {
    const { services, demoKeys } = container.get(Parts);
    return { services, demoKeys, pin: settings.demo.pin };
  };

export const module = new ContainerModule(({ bind }) => {
  bind(Parts)
    .toResolvedValue((context: Context) => makeParts(context), [PluginContext])
    .inSingletonScope();
  bind(Signing).toConstantValue({ marksOn, signaturesOn, signaturesOfCase, refusalsOf });
  bind(Verification)
    .toResolvedValue((parts: Parts) => parts.verification, [Parts])
    .inSingletonScope();
  bind(KeyProviders)
    .toResolvedValue((parts: Parts) => parts.providers, [Parts])
    .inSingletonScope();
  bind(Seal)
    .toResolvedValue((parts: Parts) => new ProviderSeal(parts.providers), [Parts])
    .inSingletonScope();
  bind(stepHandler(INITIALS))
    .toResolvedValue((context: Context) => new MarkStep('initials', servicesOf(context)), [PluginContext])
    .inSingletonScope();
  bind(stepHandler(ENDORSEMENT))
    .toResolvedValue((context: Context) => new MarkStep('endorsement', servicesOf(context)), [PluginContext])
    .inSingletonScope();
  bind(stepHandler(SIGNATURE))
    .toResolvedValue(
      (context: Context) => new SignatureStep(servicesOf(context), rehearsal(rehearsalOf(context))),
      [PluginContext],
    )
    .inSingletonScope();
});
