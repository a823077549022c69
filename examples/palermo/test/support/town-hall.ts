import { DemoServer } from '../../../../test/support/demo-server.js';
import { HttpPeople } from '../../../../test/support/http-people.js';

/** The demo command in a process of its own, and everybody who asks it. */
export interface TownHall {
  readonly url: string;
  readonly ask: HttpPeople['ask'];
  readonly want: HttpPeople['want'];
  readonly fetch: HttpPeople['fetch'];
  /** Time goes by. */
  wait(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param at the time that it is at first, ISO 8601
 * @param environment settings of the demo
 */
export const openTownHall = async (
  at: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<TownHall> => {
  const server = await DemoServer.open(at, environment);
  const people = new HttpPeople(() => server.url);
  return {
    url: server.url,
    ask: people.ask.bind(people),
    want: people.want.bind(people),
    fetch: people.fetch.bind(people),
    wait: (milliseconds) => server.wait(milliseconds),
    close: () => server.close(),
  };
};
