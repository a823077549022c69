import { LibroFirmaError, type FieldContext } from '@libro-firma/engine/plugin';

/** Tells what a value is refused for at the field itself, so that the form shows it there (`details.fields`). */
export const forField = async <T>({ field }: FieldContext, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof LibroFirmaError)) throw error;
    throw new LibroFirmaError(error.kind, error.code, error.text, {
      ...(error.where === undefined ? {} : { where: error.where }),
      details: { ...error.details, fields: { [field.key]: { ...error.text } } },
      cause: error,
    });
  }
};
