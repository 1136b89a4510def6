/** What scripts of the theme share. `make lint` checks every script against it; nothing is compiled. */

/** A store of the database "briefings". */
type StoreName = "notes" | "cpd" | "reading" | "plan";

/** Where words are kept: in the browser, in this tab by choice, in this tab or this page since the browser allows no more. */
type Mode = "browser" | "tab" | "tab-only" | "page" | "";

/** What a box held at one time. `left`: the reader wants it no longer offered. */
interface Answer {
  question: string;
  answer: string;
  time: number;
  left?: boolean;
}

/** What is stored of a box; 0.1.0 wrote the same. `text`: words that a merge must not lose. */
interface StoredRecord extends Answer {
  key: string;
  rev: string;
  /** Marks of parts have none. */
  earlier?: Answer[];
  /** Of words that a closing page wrote: the revision that they grew from. */
  grew?: string;
  part?: string;
  order?: number;
  text?: boolean;
}

/** A change elsewhere: one key, all below a prefix, or `{}` for "look again". */
interface News {
  store?: StoreName;
  key?: string;
  gone?: string;
  stores?: StoreName[];
  moved?: boolean;
}

/** Decides what is written: a record, null to delete, undefined to leave what there is. */
type Turn = (before: StoredRecord | undefined) => StoredRecord | null | undefined;

/** One way to keep records. */
interface Place {
  mode: Mode;
  all(store: StoreName, prefix: string): Promise<StoredRecord[]>;
  change(store: StoreName, key: string, turn: Turn): Promise<StoredRecord | null | undefined>;
  put(store: StoreName, record: StoredRecord): Promise<unknown>;
  /** In one step: beside what is there, since a closing page cannot look; `base` is the revision that it grew from. */
  late(store: StoreName, record: StoredRecord, base: string): Promise<unknown>;
}

/** What becomes of two records of one key. */
interface Merging {
  /** Two records of one key: the newest counts, the other stays beside it. */
  merge(a: StoredRecord | undefined, b: StoredRecord): StoredRecord;
  /** Earlier answers, each once, without those that are only the beginning of another. */
  distinct(list: Answer[], answer: string): Answer[];
  /** The part of a record that stays as an earlier answer. */
  then(record: Answer): Answer;
  /** A record under a key of its own, beside what is there. */
  late(record: StoredRecord, base: string): StoredRecord;
  /** What is left of a record without the words of another, null for nothing. */
  without(there: StoredRecord | undefined, gone: StoredRecord | null | undefined): StoredRecord | null | undefined;
  /** One record for each key: what was written late goes into it. */
  fold(list: StoredRecord[]): StoredRecord[];
}

interface Store {
  STORES: StoreName[];
  /** Settled once it is known where words are kept. */
  ready: Promise<Place>;
  mode(): Mode;
  /** A revision that no other tab makes. */
  rev(): string;
  /** A record of a plain value, which no merge has to keep. */
  plain(key: string, answer: string): StoredRecord;
  /** Hears of changes in other tabs, and of deletion in this one. */
  hear(listener: (news: News) => void): void;
  /** Looks again at everything on this page. */
  look(): void;
  all(store: StoreName, prefix: string): Promise<StoredRecord[]>;
  get(store: StoreName, key: string): Promise<StoredRecord | undefined>;
  /** Reads, lets `turn` decide and writes, all in one transaction. */
  change(store: StoreName, key: string, turn: Turn): Promise<StoredRecord | null | undefined>;
  /** Writes a plain value over whatever is there, in one step that a closing page still finishes. */
  put(store: StoreName, record: StoredRecord): Promise<StoredRecord>;
  /** What a closing page still writes: nothing that another tab wrote meanwhile is lost by it. */
  late(store: StoreName, record: StoredRecord, base: string): Promise<void>;
  /** Keeps beside, in this tab, what the browser did not take; `last` is what was set aside before it. */
  setAside(store: StoreName, record: StoredRecord, last: string): void;
  /** The browser took it. */
  settle(store: StoreName, key: string, last: string): void;
  merge: Merging["merge"];
  distinct: Merging["distinct"];
  then: Merging["then"];
  /** Shared computer on or off: what this briefing holds moves along, and is deleted where it was. */
  share(on: boolean): Promise<void>;
  /** Deletes every record below `prefix` in the stores named; rejects with "not-cleared" where one is left, and with
      "not-looked" where the browser did not let the page look. */
  forget(prefix: string, stores?: StoreName[]): Promise<void>;
}

/** A control that keeps what is typed. */
type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Drawn in components/keeping/box.js. */
type BoxState = "typed" | "writing" | "written" | "failed" | "unfit";

/** A line that says whether it is saved, perhaps for many boxes. */
interface Status {
  /** The state of a box (or of a key); `kind` is the word that says why. */
  says(box: unknown, state: BoxState, kind?: string): void;
  read(box: unknown): void;
  slow(box: unknown): void;
  show(kind: string): void;
  cleared(kind: string): void;
  /** Where it is shown. */
  line?: HTMLElement;
  /** Words that were there already when the page opened. */
  found(): void;
}

interface BoxOptions {
  store: StoreName;
  /** The end of the key. */
  name: string;
  question: string;
  part?: string;
  order?: number;
  status?: Status;
  /** The twin that paper shows. */
  copy?: HTMLElement;
  /** A value as paper shows it. */
  printed?: (value: string) => string;
  /** Where earlier and other answers are offered. */
  offers?: HTMLElement;
  /** Called when the value changed. */
  after?: (value: string) => void;
}

interface KeptBox {
  loaded: Promise<void>;
  load(): Promise<void>;
  take(one: Answer): Promise<void>;
  /** Writes what stands in the box. */
  save(): void;
}

/** Marks of one briefing. `here`: the part opened last; `next`: where to go on, 0 when all are finished. */
interface Marks {
  parts: number;
  read: number[];
  left: number[];
  here: number;
  next: number;
  begun: boolean;
  finished: boolean;
}

/** A text with its label and where it stands. */
interface Spot {
  label: string;
  text: string;
  spot: HTMLElement;
}

/** A passage that looks like somebody's particulars. */
interface Particular {
  kind: string;
  start: number;
  end: number;
}

/** An answer of the plan by its field's id; `row` from 1 in a table, else 0; `place` is the row's own id. */
interface PlanAnswer {
  id: string;
  label: string;
  value: string;
  row: number;
  place?: string;
  spot?: HTMLInputElement;
}

/** A reference taken apart: `Reference.data()` in form/reference.py; `team` is "" on a blank form. */
interface ReferenceParts {
  partnership: string;
  briefing: string;
  version: string;
  team: string;
  kind: string;
  /** The edition of the form. */
  form: number;
}

interface PlanReference {
  text: string;
  good: boolean;
  /** "paper" where somebody types in what a team wrote on paper. */
  from: string;
}

/** Where a session on the wall stands. `started`, `since`: ms since 1970, of the clock and of this screen. */
interface SessionState {
  /** Minutes, 0 before a session began. */
  length: number;
  at: string;
  /** The page of a screen that has several, from 0. */
  page: number;
  started: number;
  since: number;
  /** How often somebody asked for larger type. */
  size: number;
  /** Some are on a call. */
  call: boolean;
  /** Questions that the trainer added, each after a screen. */
  extras: { name: string; after: string }[];
}

/** A screen that has pages of its own kind. */
interface SessionPager {
  count(): number;
  turn(page: number): void;
}

interface Briefing {
  /** "" or what an embedding page named its frame: keys are then its own. */
  space: string;
  /** The beginning of every key of this partnership, and of this briefing. */
  library: string;
  home: string;
  /** Where this briefing's words were kept before it was said to be a translation, "" for none. */
  former: string;
  /** Addresses of the parts, as the list on the page has them. */
  parts?: string[];
  /** Parts of Word files by name, from scripts beside the page. */
  templates: Record<string, Record<string, string>>;
  /** Runs one component; where it fails, the others go on. */
  start(name: string, run: () => void): void;
  /** Runs a component for each root element on the page. */
  component(name: string, selector: string, run: (root: HTMLElement) => void): void;
  /** For an error that has no consequence here: the reason says why. */
  accept(reason: string): () => undefined;
  one<T extends HTMLElement = HTMLElement>(selector: string, root?: ParentNode): T;
  every<T extends HTMLElement = HTMLElement>(selector: string, root?: ParentNode): T[];
  /** A copy of what a `<template>` holds. */
  copyOf(id: string): HTMLElement;
  /** A word of the interface from the page, with its {places} filled. */
  word(name: string, places?: Record<string, string | number>): string;
  /** Says what is wrong with a box, or that nothing is: `id` is the line that says it, named only while it is true. */
  wrong(box: HTMLElement, id: string, on: boolean): void;
  /** Says something to who listens, once: never at load, never for every key. */
  say(text: string): void;
  /** ISO day to the day in words, "1 March 2027"; other text as it is. */
  writtenDay(text: string): string;
  merging: Merging;
  database: {
    STORES: StoreName[];
    /** Whether this browser has such a thing at all. */
    isThere(): boolean;
    /** What was called failed, since no answer came, is done after all. */
    late(): void;
    open(): Promise<IDBDatabase>;
    place: Place;
  };
  store: Store;
  place: {
    /** Whether the reader's place is kept: yes, unless the reader said no. */
    kept(): Promise<boolean>;
    /** Writes a mark, unless no place is kept. */
    put(record: StoredRecord): Promise<StoredRecord | undefined>;
  };
  boxes: {
    keep(box: Box, options: BoxOptions): KeptBox;
    status(line: HTMLElement): Status;
    offer<T extends Answer>(
      spot: HTMLElement,
      list: T[],
      question: string,
      act: { take(one: T): unknown; leave(one: T): unknown }
    ): void;
  };
  progress: {
    state(): Marks;
    mark(part: number, what: string): Promise<void>;
    restore(marks: { read?: unknown; left?: unknown }): Promise<void>;
    paint(root: ParentNode, marks: Marks, here: number): void;
  };
  /** Pages kept for a time without a signal; not in every page. */
  offline?: { forget(): Promise<void> };
  dialogs: {
    /** Opens `dialog` from `button`; `[data-yes]` in it runs `act`. */
    ask(button: HTMLElement, dialog: HTMLDialogElement, act: () => void): void;
  };
  details: {
    /** What `text` seems to hold, in order, never overlapping. */
    find(text: string): Particular[];
    /** Keeps the standing list, and asks before something leaves the device. */
    guard(places: () => Spot[]): { refresh(): unknown[]; guard(button: HTMLElement, wanted: () => void): void };
  };
  files: {
    /** Hands a file to the reader. */
    download(name: string, content: BlobPart, type: string): void;
    /** "Child H: notes" as a file name that every system takes. */
    name(text: string, ending: string): string;
    /** A chosen file as text, whatever the program that saved it. */
    read(file: File): Promise<string>;
    /** The word that is said after a download. */
    downloaded: string;
    /** Prints; gives the word to be said, or "". */
    print(): string;
    /** Settled once the script at an address has run; asked for once, and again after a failure. */
    late(address: string): Promise<void>;
  };
  wordFile: {
    TYPE: string;
    /** The parts that the build left in a script beside the page, loaded when they are wanted. */
    template(name: string, address: string): Promise<Record<string, string>>;
    /** A part as a document; throws where it is not XML. */
    parse(text: string): XMLDocument;
    /** A document as text, with its declaration. */
    text(made: XMLDocument): string;
    lines(text: string): string[];
    run(owner: XMLDocument, text: string): Element;
    paragraph(owner: XMLDocument, text: string, style?: string): Element;
    /** Parts `[name, bytes]` as one zip, in their order. */
    zip(parts: [string, Uint8Array<ArrayBuffer>][]): Blob;
    /** The finished file: the template's parts, some of them replaced. */
    pack(parts: Record<string, string>, replaced: Record<string, string>): Blob;
  };
  reference: {
    /** The page's own. */
    own(): ReferenceParts;
    /** The one that stands in a text, as the builder finds it; null where there is none. */
    parse(text: string): ReferenceParts | null;
    text(parts: ReferenceParts): string;
  };
  plan: {
    /** Every answer; empty ones are left out, rows without text do not count. */
    answers(): PlanAnswer[];
    /** The page's reference, or what was typed from a worksheet. */
    reference(): PlanReference;
    /** Shows an answer as a line of a list. */
    entry(list: HTMLElement, each: { id: string; label: string; value: string }): void;
    label(each: PlanAnswer): string;
    /** Adds empty rows at the end. */
    add(count: number): void;
    /** Leads to a box, also in a card that is folded. */
    go(box: HTMLElement): void;
    /** Makes a file and hands it over; gives the word to be said. Not there until it is wanted. */
    make?: Record<string, (button: HTMLElement) => Promise<string>>;
    /** What the plan's file is called, with the team's name in it. */
    fileName(ending: string): string;
  };
}

interface Briefing {
  /** This window and the other of a session; `hear` is told what the other says. */
  windows(
    me: "wall" | "trainer",
    hear: (said: any) => unknown
  ): { say(what: object): void; open(address: string, features: string): boolean; there(): boolean };
  fit: {
    /** Whether the window is a wall: wide enough to be set as a whole. */
    isWall(): boolean;
    /** A point of the wall in px. */
    point(): number;
    set(screen: HTMLElement, grow: number): number;
    turn(screen: HTMLElement, page: number): void;
    turnOne(flow: HTMLElement, page: number): void;
    count(flow: HTMLElement): number;
    holds(screen: HTMLElement): boolean;
    pageOf(element: Element): number;
  };
  session: {
    /** Sets the shown screen anew. */
    again(): void;
    /** To another screen to mend something; going on leads back. */
    goTo(name: string, focus: boolean): void;
    pager(name: string, pager: SessionPager): void;
    at(): string;
    page(): number;
    turned(page: number): void;
  };
  /** The actions of a session, by their rows' own ids. */
  actions: {
    add(text: string): Promise<string>;
    has(id: string): boolean;
    what(id: string): HTMLTextAreaElement | null;
    numberOf(id: string): number;
    showWith(element: Element): void;
  };
}

/** A text that search finds. */
interface SearchDocument {
  location: string;
  title: string;
  text: string;
}

/** A text found, with the words that found it. */
type SearchResult = SearchDocument & { terms: string[] };

/** Called with what is found so far; `done` once nothing more comes, `failed` where a piece did not come. */
type SearchShown = (found: SearchResult[], done: boolean, failed?: boolean, count?: number) => void;

/** An index in pieces: how many texts, how many words a field has, and what each piece begins with. */
interface SearchPieces {
  count: number;
  average: number[];
  words: string[];
  texts: number[];
}

interface Briefing {
  search: {
    /** A word as it is looked for. */
    plain(text: string): string;
    OPTIONS: object;
    find(index: any, query: string): any[];
    inPieces(about: SearchPieces): (query: string, shown: SearchShown) => void;
  };
}

interface Window {
  /** Put there by search/search_index.js. */
  briefingSearch?: SearchDocument[] | SearchPieces;
  /** Put there by the pieces of a large index. */
  briefingPieces?: Record<string, any[]>;
  /** The kept library. */
  MiniSearch?: any;
  briefing: Briefing;
  /** The launch page of an LMS package, which frames the site. */
  launch: any;
}
