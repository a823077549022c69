import { api, useEffect, useState, type ApiError } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';

let asked: Promise<Catalogue> | undefined;

/** `GET /modeler/catalogue`, once for the life of the page; asked again after a failure. */
export const readCatalogue = (): Promise<Catalogue> => {
  asked ??= api.get<Catalogue>('/modeler/catalogue').catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
};

export interface CatalogueState {
  readonly catalogue: Catalogue | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export const useCatalogue = (): CatalogueState => {
  const [catalogue, setCatalogue] = useState<Catalogue | undefined>(undefined);
  const [error, setError] = useState<ApiError | unknown>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let shown = true;
    setError(undefined);
    readCatalogue().then(
      (read) => shown && setCatalogue(read),
      (failure: unknown) => shown && setError(failure),
    );
    return () => {
      shown = false;
    };
  }, [attempt]);
  return { catalogue, error, retry: () => setAttempt((value) => value + 1) };
};
