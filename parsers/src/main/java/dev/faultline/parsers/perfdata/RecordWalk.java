// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.EventRecords;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.Origins;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.Text;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Walks blocks record by record and sorts the selected ones by table. One per worker. */
final class RecordWalk {
    private static final int SIZE_AT = 6;

    final Counts counts;
    final Groups groups;
    final SampleImages images;
    final EntryRows entries;
    final FaultRows faults;
    private final PerfTables tables;
    private final ByteOrder order;
    private final PerfAttr[] attrs;
    private final SampleParts[] parts;
    private final boolean[] plain;
    private final SampleKinds kinds;
    private final Trailer[] trailers;
    private final int idOffset;
    private final int idDistance;
    private final Window window;
    private Block block = new Block();
    private BlockReport report = new BlockReport(0, new IssueLog(""));

    /** @param nextKind number of the next kind of samples, shared by all workers of a scan */
    RecordWalk(PerfTables tables, ByteOrder order, Selection selection, AtomicInteger nextKind) {
        this.tables = tables;
        this.order = order;
        List<PerfAttr> attrs = tables.events().attrs();
        this.attrs = attrs.toArray(PerfAttr[]::new);
        this.counts = new Counts(attrs.size());
        this.images = new SampleImages(tables.samples(), order);
        this.entries = new EntryRows(order, tables::entryIndex);
        boolean wanted = selection.events().test(FaultRows.SHAPE.schema());
        this.faults = new FaultRows(attrs, order, wanted ? tables.faultIndex() : -1);
        this.parts = attrs.stream().map(attr -> new SampleParts(attr, order)).toArray(SampleParts[]::new);
        this.plain = new boolean[parts.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = parts[i].plain() && faults.of(i) == null;
        }
        this.groups = new Groups(tables, selection, plain);
        this.kinds = new SampleKinds(parts.length, nextKind);
        this.trailers = attrs.stream().map(attr -> new Trailer(attr, order)).toArray(Trailer[]::new);
        this.idOffset = tables.events().idOffset();
        this.idDistance = tables.events().trailerIdDistance();
        this.window = new Window(selection);
    }

    void walk(Block records, BlockReport into) {
        block = records;
        report = into;
        groups.clear();
        images.clear();
        entries.clear();
        faults.clear();
        int at = 0;
        while (at < block.length) {
            int size = Words.u16(block.bytes, at + SIZE_AT, order);
            int type = Words.s32(block.bytes, at, order);
            counts.records++;
            if (type == RecordType.SAMPLE && parts.length > 0) {
                sample(at, size);
            } else if (type != RecordType.FINISHED_ROUND) {
                side(type, at, size);
            }
            at += size;
        }
    }

    private int event(long id) {
        int event = tables.events().withId(id);
        if (event < 0 && id != 0) {
            counts.unknownIds++;
        }
        return Math.max(event, 0);
    }

    private void sample(int at, int size) {
        int event = idOffset > 0 && size >= idOffset + 8 ? event(Words.s64(block.bytes, at + idOffset, order)) : 0;
        counts.byAttr[event]++;
        SampleParts its = parts[event];
        if (plain[event]) {
            int payload = its.payload(block.bytes, at, size);
            if (payload != SampleParts.NONE) {
                plain(its, event, at, payload);
                return;
            }
        }
        PerfAttr attr = attrs[event];
        if (!its.locate(block.bytes, at, size)) {
            report.issues.add(
                    IssueKind.SHORT_RECORD,
                    block.rec + at,
                    () -> "a sample of " + size + " bytes does not have the parts its event declares (sample_type 0x"
                            + Long.toHexString(attr.sampleType()) + "); it is left out");
            return;
        }
        long ts = its.offset(SampleBit.TIME) < 0 ? Origins.NO_TS : word(at, its.offset(SampleBit.TIME));
        int cpu = its.offset(SampleBit.CPU) < 0 ? Origins.NONE : half(at, its.offset(SampleBit.CPU));
        int tid = its.offset(SampleBit.TID) < 0 ? Origins.NONE : half(at, its.offset(SampleBit.TID) + 4);
        seen(cpu, ts);
        if (window.holds(ts, cpu, tid)) {
            counts.decoded++;
            Origin origin = new Origin(block.rec + at, cpu, tid);
            tracepoint(its, event, ts, origin);
            image(attr, its, event, at, size, ts, origin);
            EventRecords rows = faults.of(event);
            if (rows != null) {
                add(rows, faults.add(attr, event, its, block.bytes, at), FaultRows.SHAPE.size(), ts, origin);
            }
        }
    }

    /** Most samples of tracepoints: a payload and a kind for the event's own table, or only a kind. */
    private void plain(SampleParts its, int event, int at, int payload) {
        int time = its.offset(SampleBit.TIME);
        long ts = time < 0 ? Origins.NO_TS : word(at, time);
        int cpu = its.offset(SampleBit.CPU) < 0 ? Origins.NONE : half(at, its.offset(SampleBit.CPU));
        int tid = its.offset(SampleBit.TID) < 0 ? Origins.NONE : half(at, its.offset(SampleBit.TID) + 4);
        seen(cpu, ts);
        if (!window.holds(ts, cpu, tid)) {
            return;
        }
        counts.decoded++;
        long rec = block.rec + at;
        EventRecords rows = groups.rows();
        int kind = rows == null ? Origins.NONE : kind(its, event, at, new Origin(rec, cpu, tid));
        EventRecords records = groups.tracepoint(event);
        if (records != null) {
            add(records, at + its.fixedEnd() + 4, payload, ts, rec, cpu, tid, kind);
        } else if (rows != null) {
            images.addRow(kind);
            add(rows, images.start(), images.size(), ts, rec, cpu, tid, Origins.NONE);
        }
    }

    /** Number of a sample's kind; a new kind becomes a row. */
    private int kind(SampleParts its, int event, int at, Origin origin) {
        int kind = kinds.of(event, block.bytes, at, its.offset(SampleBit.TIME), its.fixedEnd());
        EventRecords fresh = kinds.fresh() ? groups.kind(event) : null;
        if (fresh != null) {
            images.addKind(attrs[event], event, its, block.bytes, at, kind);
            add(fresh, images.start(), images.size(), Origins.NO_TS, origin);
        }
        return kind;
    }

    /** Where a record comes from. */
    private record Origin(long rec, int cpu, int tid) {}

    private void tracepoint(SampleParts its, int event, long ts, Origin origin) {
        EventRecords records = groups.tracepoint(event);
        if (records != null) {
            int raw = its.place(SampleBit.RAW);
            add(records, raw + 4, Words.s32(block.bytes, raw, order), ts, origin);
        }
    }

    private void image(PerfAttr attr, SampleParts its, int event, int at, int size, long ts, Origin origin) {
        EventRecords records = groups.sample(event);
        if (records != null) {
            images.add(attr, event, its, block.bytes, at, size, tables.keepsRaw(attr));
            add(records, images.start(), images.size(), ts, origin);
        }
    }

    private static void add(EventRecords records, int at, int length, long ts, Origin origin) {
        add(records, at, length, ts, origin.rec, origin.cpu, origin.tid, Origins.NONE);
    }

    private static void add(EventRecords records, int at, int length, long ts, long rec, int cpu, int tid, int kind) {
        records.add(at, length, ts);
        Origins origins = records.origins();
        if (origins != null) {
            origins.add(rec, cpu, tid, kind);
        }
    }

    private void side(int type, int at, int size) {
        counts.byType.merge(type, 1L, Long::sum);
        boolean kernel = type < RecordType.FIRST_OF_TOOL && type > 0 && parts.length > 0;
        int event = 0;
        if (kernel && idDistance > 0 && size >= RecordType.HEADER + idDistance) {
            event = Math.max(0, tables.events().withId(word(at, size - idDistance)));
        }
        boolean trailing = kernel && trailers[event].fits(size);
        Trailer trailer = trailing ? trailers[event].at(block.bytes, at + size) : Trailer.NONE;
        int length = size - trailer.size();
        if (type == RecordType.LOST && length >= 24) {
            lost(trailer, word(at, 16));
        } else if (type == RecordType.LOST_SAMPLES && length >= 16) {
            lost(trailer, word(at, 8));
        } else if (type == RecordType.COMM && length > 16) {
            comm(trailer, at, length);
        }
        seen(trailer.cpu(), trailer.ts());
        if (window.holds(trailer.ts(), trailer.cpu(), trailer.tid())) {
            counts.decoded++;
            RowList.Place place = new RowList.Place(block.rec + at, trailer.ts(), trailer.cpu(), trailer.tid());
            if (type == RecordType.READ && kernel) {
                entries.read(tables.events(), event, block.bytes, at, length, place);
            } else {
                entries.add(type, block.bytes, at, length, place);
            }
            EventRecords records = groups.side(type, Words.u16(block.bytes, at + 4, order), length);
            if (records != null) {
                add(records, at, length, trailer.ts(), new Origin(block.rec + at, trailer.cpu(), trailer.tid()));
            }
        }
    }

    private void lost(Trailer trailer, long count) {
        int cpu = trailer.cpu() == Origins.NONE ? -1 : trailer.cpu();
        Long ts = trailer.ts() == Origins.NO_TS ? null : Long.valueOf(trailer.ts());
        report.lost.add(new BlockReport.Lost(cpu, report.last(cpu), ts, count));
    }

    private void comm(Trailer trailer, int at, int length) {
        int pid = half(at, 8);
        int tid = half(at, 12);
        int end = 16;
        while (end < length && block.bytes[at + end] != 0) {
            end++;
        }
        String comm = Text.decode(block.bytes, at + 16, end - 16);
        Long ts = trailer.ts() == Origins.NO_TS ? null : Long.valueOf(trailer.ts());
        report.tasks.add(new TaskName(tid, pid, comm, ts));
    }

    private void seen(int cpu, long ts) {
        if (ts != Origins.NO_TS) {
            counts.time(ts);
            report.last(cpu, ts);
        }
    }

    private long word(int at, int offset) {
        return Words.s64(block.bytes, at + offset, order);
    }

    private int half(int at, int offset) {
        return Words.s32(block.bytes, at + offset, order);
    }
}
