import type { DrawnElement, RouteCheck } from '@libro-firma/engine/plugin';
import { PLACEHOLDERS, strangeMarks } from './mail/template.js';
import { MAIL_STEP } from './steps/mail-manifest.js';
import { NOTICE_STEP } from './steps/notice.js';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  [NOTICE_STEP]: ['text'],
  [MAIL_STEP]: ['subject', 'body'],
};

const marksIn = ({ step }: DrawnElement): readonly string[] => {
  if (step === undefined) return [];
  const { type, config, computed } = step;
  return (TEXTS[type] ?? []).flatMap((key) => {
    const text = config[key];
    return typeof text === 'string' && !computed.includes(key) ? strangeMarks(text) : [];
  });
};

/** What looks like a placeholder and is none would be read as it stands, by people who cannot make anything of it. */
export const strangePlaceholders: RouteCheck = async ({ route }) =>
  [...route.elements.values()].flatMap((element) => {
    const marks = [...new Set(marksIn(element))];
    if (marks.length === 0) return [];
    const named = element.name === '' ? element.id : element.name;
    const all = PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
    const many = marks.length > 1;
    return {
      severity: 'warning' as const,
      code: 'notification.placeholder-unknown',
      elementId: element.id,
      text: {
        it: many
          ? `«${named}» scrive ${marks.join(', ')}, che non sono segnaposto: si leggerebbero così come sono.`
          : `«${named}» scrive ${marks.join(', ')}, che non è un segnaposto: si leggerebbe così com’è.`,
        en: `"${named}" writes ${marks.join(', ')}, for which nothing is put in: it would be read as it stands.`,
      },
      doNow: { it: `I segnaposto sono: ${all}.`, en: `The placeholders are: ${all}.` },
    };
  });
