/** The one name that the scripts of reading pages share. `npx tsc -p theme` checks them; nothing is compiled. */
interface Window {
  briefing: any;
}
