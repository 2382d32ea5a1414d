/** 荣誉墙: whose the banner is, how many stars a window has, who was honoured, and what is on public notice. */
import type { JSX } from "preact";
import { type Banner, bandsOf, banners, type Honour, honourOf, levelsOfStars } from "../model/honour";
import { idOf } from "../model/ids";
import { subjectName, titleIn } from "../parts/assessing";
import { Frame } from "../parts/frame";
import { all, docAt, today } from "../parts/here";
import { awardAt, Flag, inOffice, Stars, StateTag } from "../parts/honours/face";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { periodWords } from "../parts/period-words";
import { dayWords } from "../parts/when";
import type { Doc } from "../sync/interface";
import { t } from "../text";

const SHOWN_MAX = 12;

export default function Honours(): JSX.Element {
  const list = all("honour")
    .map((doc) => honourOf(doc, today.value))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const held = banners(all("roving_banner"));
  const stars = all("star_rating").filter((doc) => levelsOfStars(doc).length > 0);
  const running = list.filter(({ state }) => state === "notice" || state === "over");
  const conferred = list.filter(({ state }) => state === "conferred");
  const ended = list.filter(({ state }) => state === "stripped" || state === "withdrawn");
  const people = conferred.filter(({ subject }) => docAt(subject)?.kind === "person");
  const places = conferred.filter(({ subject }) => docAt(subject)?.kind !== "person");
  const nothing = list.length + held.length + stars.length === 0;
  return (
    <Frame title={t("honours")} above="/me">
      {nothing && <Nothing title={t("honours.none")}>{t("honours.none.why")}</Nothing>}
      <Banners held={held} />
      {stars.length > 0 && <h2 class="section">{t("star")}</h2>}
      {stars.map((doc) => (
        <Rating key={doc.id} doc={doc} />
      ))}
      <Group title={t("honours.notice")} of={running} />
      <Group title={t("honours.places")} of={places} />
      <Group title={t("honours.people")} of={people} />
      <Group title={t("honours.ended")} of={ended} />
      {inOffice() && <Office />}
    </Frame>
  );
}

/** The awards of the programmes that run: here one puts forward, rates and hands over. */
function Office(): JSX.Element {
  const programmes = all("programme").filter(
    ({ registers }) =>
      registers.get("published")?.value === true && [...registers.keys()].some((path) => path.startsWith("awards/")),
  );
  return (
    <nav class="card list" aria-label={t("honours.office")}>
      {programmes.map((doc) => (
        <a key={doc.id} class="line-row" href={`/awards/${doc.id}`}>
          <Icon name="star" />
          <span class="grow">
            {t("honours.awards")}
            <span class="small block">{String(doc.registers.get("about/title")?.value ?? "")}</span>
          </span>
          <Icon name="go" />
        </a>
      ))}
    </nav>
  );
}

function Banners({ held }: { held: readonly Banner[] }): JSX.Element | null {
  const awards = [...new Set(held.map(({ programme, element }) => `${programme}/${element}`))];
  return (
    <>
      {awards.map((award) => {
        const own = held.filter(({ programme, element }) => `${programme}/${element}` === award);
        const [now, ...before] = own.filter(({ withdrawn }) => !withdrawn);
        return (
          <section
            key={award}
            class="card stack"
            aria-label={titleIn(awardAt(own[0]?.programme ?? null, own[0]?.element ?? "") ?? {})}
          >
            {now && (
              <div class="wall-banner">
                <Flag />
                <div class="grow">
                  <h2>{subjectName(now.holder)}</h2>
                  <p class="muted">
                    {titleIn(awardAt(now.programme, now.element) ?? {})} · {periodWords(now.period)}
                  </p>
                  <p>{now.reason}</p>
                </div>
                <span class={now.how === "kept" ? "tag pass" : "tag info"}>{t(`banner.${now.how}`)}</span>
              </div>
            )}
            {before.length > 0 && (
              <details>
                <summary>{t("banner.before")}</summary>
                <ul class="plain-set stack">
                  {before.slice(0, SHOWN_MAX).map((one) => (
                    <li key={one.id} class="row wrap">
                      <span class="muted num">{periodWords(one.period)}</span>
                      <span class="grow">{subjectName(one.holder)}</span>
                      <span class="small">{t(`banner.${one.how}`)}</span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
    </>
  );
}

function Rating({ doc }: { doc: Doc }): JSX.Element {
  const levels = levelsOfStars(doc);
  const [now, before] = levels;
  const programme = idOf(doc.registers.get("programme")?.value);
  const award = awardAt(programme, String(doc.registers.get("element")?.value ?? ""));
  const of = award ? (bandsOf(award)[0]?.stars ?? 0) : 5;
  const moved = before && now ? Math.sign(now.stars - before.stars) : 0;
  const name = subjectName(idOf(doc.registers.get("subject")?.value));
  return (
    <section class="card stack" aria-label={name}>
      <div class="row wrap">
        <b class="grow">{name}</b>
        {now && <Stars stars={now.stars} of={of} />}
      </div>
      <p class="muted">
        {now ? periodWords(now.period) : ""}
        {moved !== 0 && (
          <>
            {" "}
            <span class={moved > 0 ? "tag pass" : "tag warn"}>{t(moved > 0 ? "star.up" : "star.down")}</span>
          </>
        )}
      </p>
      {now?.reason && <p>{now.reason}</p>}
      {levels.length > 1 && (
        <details>
          <summary>{t("star.before")}</summary>
          <ul class="plain-set stack">
            {levels.slice(1, SHOWN_MAX).map(({ period, stars, reason }) => (
              <li key={period} class="stack">
                <span class="row wrap">
                  <span class="muted num grow">{periodWords(period)}</span>
                  <Stars stars={stars} of={of} />
                </span>
                {reason && <span class="small">{reason}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Group({ title, of }: { title: string; of: readonly Honour[] }): JSX.Element | null {
  if (of.length === 0) return null;
  return (
    <>
      <h2 class="section">{title}</h2>
      <div class="card list">
        {of.slice(0, SHOWN_MAX * 4).map((one) => (
          <a key={one.id} class="line-row" href={`/honours/${one.id}`}>
            <span class="medal">
              <Icon name="star" />
            </span>
            <span class="grow">
              <b class="block">{subjectName(one.subject)}</b>
              <span class="muted">{[one.title, one.post, periodWords(one.period)].filter(Boolean).join(" · ")}</span>
              {one.state === "notice" && one.until && (
                <span class="small block num">{t("honour.until", { day: dayWords(one.until) })}</span>
              )}
            </span>
            {one.state !== "conferred" && <StateTag state={one.state} />}
            <Icon name="go" />
          </a>
        ))}
      </div>
    </>
  );
}
