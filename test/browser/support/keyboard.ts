import type { Locator } from 'playwright-core';
import type { Desk } from './desk.js';

/** More stops than any page has. */
const STOPS = 200;

/** Somebody without a mouse. */
export class Keyboard {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  press(key: string): Promise<void> {
    return this.#desk.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#desk.page.keyboard.type(text);
  }

  /** Presses Tab (or Shift+Tab) until it has the focus. */
  async comeTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await wanted.waitFor();
    for (let stops = 0; stops < STOPS; stops += 1) {
      if (await hasFocus(wanted)) return;
      await this.press(key);
    }
    throw new Error(`${STOPS} times ${key} did not lead to ${String(wanted)}.`);
  }

  /** The same, and Enter. */
  async use(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.comeTo(wanted, key);
    await this.press('Enter');
  }
}

const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => element === document.activeElement);
