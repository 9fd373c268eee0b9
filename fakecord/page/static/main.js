// Starts the page: connects the parts, and shows the channel that the address names.
import { connect } from "./connection.js";
import { startBeside, tick } from "./beside.js";
import { startComposer } from "./composer.js";
import { startDialog } from "./dialog.js";
import { place, swap } from "./dom.js";
import { showLog, startLog } from "./log.js";
import { startPanels } from "./panels.js";

const lost = document.body.dataset.lost;

function show(update) {
  for (const [name, html] of Object.entries(update.panels ?? {})) {
    swap(document.querySelector(`[data-panel="${name}"]`), html);
  }
  if (update.log) showLog(update.log);
  tick();
}

const line = connect(`live?as=${place.as}`, {
  opened: () => line.send({ in: place.in }),
  told: show,
  lost: (isLost) => { document.getElementById("problem").textContent = isLost ? lost : ""; },
});

startLog(line);
startPanels(line);
startComposer();
startDialog();
startBeside();
