import { Component, createElement, type ComponentChild, type ComponentType } from 'preact';

const differ = (left: object, right: object): boolean => {
  const before = left as Readonly<Record<string, unknown>>;
  const after = right as Readonly<Record<string, unknown>>;
  return (
    Object.keys(before).some((key) => !(key in after)) || Object.keys(after).some((key) => before[key] !== after[key])
  );
};

/** A component that is drawn again only when a property changed. */
export const memo = <P extends object>(
  Inner: ComponentType<P>,
  same?: (before: P, after: P) => boolean,
): ComponentType<P> => {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return same === undefined ? differ(this.props, next) : !same(this.props, next);
    }
    render(): ComponentChild {
      return createElement(Inner, this.props);
    }
  }
  return Memo;
};
