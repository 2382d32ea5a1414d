/** 提诺: a new pledge, kept as a draft from its first word; `/pledges/new/:former` begins one that takes an old one's place. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { beginAnew, PledgeForm } from "../parts/deeds/pledge-form";
import { Frame } from "../parts/frame";
import { docAt, mine } from "../parts/here";
import type { Params } from "../router";
import { t } from "../text";

export default function PledgeNew({ params }: { params: Params }): JSX.Element {
  const [id] = useState(() => mine().newId());
  const doc = docAt(id);
  const former = params.former;
  useEffect(() => {
    if (former) void beginAnew(id, former);
  }, [id, former]);
  return (
    <Frame title={t("pledge.new")} above="/pledges" dock={<PledgeForm.Dock id={id} doc={doc} />}>
      <PledgeForm id={id} doc={doc} />
    </Frame>
  );
}
