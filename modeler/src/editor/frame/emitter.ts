export interface Emitter<Events extends object> {
  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void;
  emit<K extends keyof Events>(event: K, detail: Events[K]): void;
  clear(): void;
}

/** Listeners by event. One that throws is reported and keeps nobody else from hearing. */
export const createEmitter = <Events extends object>(): Emitter<Events> => {
  type Listener = (detail: never) => void;
  const listeners = new Map<keyof Events, Set<Listener>>();
  return {
    on(event, listener) {
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    emit(event, detail) {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          (listener as (detail: Events[typeof event]) => void)(detail);
        } catch (error) {
          reportError(error);
        }
      }
    },
    clear: () => listeners.clear(),
  };
};
