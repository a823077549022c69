import { following, type RouteCheck } from '@libro-firma/engine/plugin';
import { publishManifest } from './publish.js';

/** An act that is signed after it was published is another act: told while the route is drawn. */
export const signedFirst: RouteCheck = async ({ route }) => {
  const ofStep = (prefix: string) => [...route.elements.values()].filter(({ step }) => step?.type.startsWith(prefix));
  const signatures = ofStep('signing.signature:');
  return ofStep(publishManifest.type).flatMap(({ id }) => {
    const after = following(route, id);
    const late = signatures.find((signature) => after.has(signature.id));
    if (late === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'albo.before-signature',
        elementId: id,
        text: { it: `L’atto va all’albo prima di «${late.name}».` },
        doNow: { it: 'Sposta la pubblicazione dopo l’ultima firma.' },
      },
    ];
  });
};
