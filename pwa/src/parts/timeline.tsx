/** Who was where when: each stay a bar on one line of time. A picture beside the words, which stand in the list below. */
import type { JSX } from "preact";
import type { Day } from "../model/day";
import "./timeline.css";

export interface Span {
  readonly key: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly tone: "unit" | "branch" | "role";
}

const DAY_MS = 86_400_000;

function at(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function Timeline({ spans, today, label }: { spans: readonly Span[]; today: Day; label: string }): JSX.Element {
  const first = Math.min(at(today) - 365 * DAY_MS, ...spans.map(({ from }) => at(from)));
  const last = Math.max(at(today), ...spans.map(({ from, to }) => at(to ?? from))) + 30 * DAY_MS;
  const share = (ms: number) => Math.max(0, Math.min(100, ((ms - first) / (last - first)) * 100));
  const years: number[] = [];
  const step = Math.max(1, Math.ceil((last - first) / (365 * DAY_MS) / 5));
  for (let year = new Date(first).getUTCFullYear() + 1; Date.UTC(year, 0) <= last; year += step) years.push(year);
  return (
    <div class="timeline" role="img" aria-label={label}>
      {spans.map(({ key, label: words, from, to, tone }) => {
        const left = share(at(from));
        const right = to === null ? 100 : share(at(to) + DAY_MS);
        return (
          <div key={key} class="timeline-row">
            <span
              class="timeline-bar"
              data-tone={tone}
              style={{ left: `${left}%`, width: `${Math.max(1, right - left)}%` }}
            />
            <span class="timeline-words">{words}</span>
          </div>
        );
      })}
      <div class="timeline-years num">
        {years
          .filter((year) => share(Date.UTC(year, 0)) > 6)
          .map((year) => (
            <span key={year} style={{ left: `${share(Date.UTC(year, 0))}%` }}>
              {year}
            </span>
          ))}
      </div>
      <i class="timeline-now" style={{ left: `${share(at(today))}%` }} />
    </div>
  );
}
