/** 评选周期: the period that one looks at and puts forward for: this one, the one before, and those that there are. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { periodAt, periodBefore, periodOf } from "../../model/award-period";
import type { Given } from "../../model/given";
import type { Nomination } from "../../model/nomination";
import { firstDay } from "../../model/period";
import { t } from "../../text";
import { Choose } from "../choose";
import { today } from "../here";
import { periodWords } from "../period-words";

const SHOWN_MAX = 6;

interface Props {
  readonly award: Given;
  readonly period: Signal<string>;
  readonly list: readonly Nomination[];
}

export function AwardPeriods({ award, period, list }: Props): JSX.Element {
  const now = periodAt(award, today.value);
  const there = list.map((one) => periodOf(one, award));
  const periods = [...new Set([now, periodBefore(award, now), ...there])]
    .sort((one, other) => (firstDay(one) < firstDay(other) ? 1 : -1))
    .slice(0, SHOWN_MAX);
  return (
    <Choose
      label={t("award.period")}
      value={period}
      options={periods.map((value) => ({ value, label: periodWords(value) }))}
    />
  );
}
