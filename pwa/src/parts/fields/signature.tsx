/** A signature drawn with the finger, kept as a small picture. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../text";
import { labelOf } from "../labels";
import { hashOf, Photo } from "../named-photo";
import { keepPhoto } from "../picture-keeping";
import { say } from "../toast";
import type { FieldProps } from "./field";

const WIDTH = 640;
const HEIGHT = 240;

function pointOf(event: PointerEvent, canvas: HTMLCanvasElement): [number, number] {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT];
}

export function SignatureField(props: FieldProps): JSX.Element {
  const { item, value, doc, onAnswer } = props;
  const hash = hashOf(value);
  if (!hash) return <Pad {...props} />;
  return (
    <div class="row wrap">
      <Photo doc={doc} hash={hash} label={labelOf(item)} />
      <button type="button" class="btn soft" onClick={() => onAnswer(null)}>
        {t("signature.again")}
      </button>
    </div>
  );
}

function Pad({ item, doc, onAnswer }: FieldProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useSignal(false);
  const down = (event: PointerEvent) => {
    const board = canvas.current;
    const pen = board?.getContext("2d");
    if (!board || !pen) return;
    board.setPointerCapture(event.pointerId);
    if (!drawn.value) {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, WIDTH, HEIGHT);
    }
    drawn.value = true;
    pen.lineWidth = 5;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.strokeStyle = "#15201d";
    pen.beginPath();
    pen.moveTo(...pointOf(event, board));
  };
  const move = (event: PointerEvent) => {
    const board = canvas.current;
    const pen = board?.getContext("2d");
    if (!board?.hasPointerCapture(event.pointerId) || !pen) return;
    pen.lineTo(...pointOf(event, board));
    pen.stroke();
  };
  const clear = () => {
    canvas.current?.getContext("2d")?.clearRect(0, 0, WIDTH, HEIGHT);
    drawn.value = false;
  };
  const keep = () => {
    canvas.current?.toBlob(async (blob) => {
      const reference = blob && (await keepPhoto(doc, { blob, width: WIDTH, height: HEIGHT }));
      if (reference) onAnswer(reference);
      else say(t("photo.unsaved"));
    }, "image/png");
  };
  return (
    <div class="stack">
      <canvas
        ref={canvas}
        class="pad"
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t("signature.pad", { of: labelOf(item) })}
        onPointerDown={down}
        onPointerMove={move}
      />
      <div class="row">
        <span class="small grow">{t("signature.how")}</span>
        <button type="button" class="btn plain short" disabled={!drawn.value} onClick={clear}>
          {t("signature.clear")}
        </button>
        <button type="button" class="btn soft short" disabled={!drawn.value} onClick={keep}>
          {t("signature.keep")}
        </button>
      </div>
    </div>
  );
}
