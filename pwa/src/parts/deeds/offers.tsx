/** The activities that the programmes in force name: a tap takes the name and the type of one. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Chips } from "./ask";
import { activitiesOnOffer, type Offer } from "./programmes";
import { activityTypes } from "./words";

/** What programmes call some types. */
const TYPES: Readonly<Record<string, string>> = { volunteering: "volunteer", service: "service_day" };

interface OffersProps {
  readonly chosen: Signal<Offer | undefined>;
  readonly onChoose: (offer: Offer, type: string) => void;
}

export function Offers({ chosen, onChoose }: OffersProps): JSX.Element | null {
  const offers = activitiesOnOffer();
  if (offers.length === 0) return null;
  const take = (title: string) => {
    const offer = offers.find((one) => one.title === title);
    if (!offer) return;
    const named = String(offer.value.type);
    const type = TYPES[named] ?? named;
    chosen.value = offer;
    onChoose(offer, activityTypes().some(({ value }) => value === type) ? type : "other");
  };
  return (
    <Chips
      label={t("activity.offers")}
      of={offers.map(({ title }) => title)}
      on={[chosen.value?.title ?? ""]}
      words={String}
      onTap={take}
    />
  );
}
