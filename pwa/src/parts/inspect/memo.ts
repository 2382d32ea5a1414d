/** A part that is drawn anew only when its properties differ. Preact keeps this in a package that we don't load. */
import { Component, type ComponentChild, type JSX } from "preact";

export function memo<P extends object>(
  draw: (props: P) => JSX.Element,
  alike: (one: P, other: P) => boolean,
): (props: P) => JSX.Element {
  class Kept extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !alike(this.props as P, next);
    }
    override render(props: P): ComponentChild {
      return draw(props);
    }
  }
  return Kept as unknown as (props: P) => JSX.Element;
}
