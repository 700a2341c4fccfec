// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our SQL files and their pages, by path: {@code views/coverage.sql}, {@code rules/nopage-loop/README.md}. */
public final class SqlCatalogue {
    private static final String ROOT = "dev/faultline/analysis";
    private static final List<String> FOLDERS = List.of("views", "rules", "charts", "replay", "locking");

    private final Map<String, Supplier<String>> files;
    private final Map<String, SqlFile> parsed = new ConcurrentHashMap<>();

    private SqlCatalogue(Map<String, Supplier<String>> files) {
        this.files = files;
    }

    /** What this build ships, from the jar or from the class directory. */
    public static SqlCatalogue standard() {
        return Shipped.CATALOGUE;
    }

    /** Listed and parsed once: every command asks for it several times. */
    private static final class Shipped {
        private static final SqlCatalogue CATALOGUE = shipped();
    }

    private static SqlCatalogue shipped() {
        Map<String, Supplier<String>> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (URL url : resources(ROOT + "/" + folder)) {
                list(url, folder).forEach(path -> files.put(path, () -> resource(path)));
            }
        }
        return new SqlCatalogue(files);
    }

    /** A catalogue of given texts by path, for tests. */
    public static SqlCatalogue of(Map<String, String> texts) {
        Map<String, Supplier<String>> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, () -> text));
        return new SqlCatalogue(files);
    }

    /** Paths of files under a folder, sorted. */
    public List<String> paths(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }

    /** Text of a file, {@code null} when there is none. */
    public @Nullable String text(String path) {
        Supplier<String> file = files.get(path);
        return file == null ? null : file.get();
    }

    /**
     * A file with front matter.
     *
     * @throws StoreException when there is no such file
     */
    public SqlFile sql(String path) {
        SqlFile known = parsed.get(path);
        if (known == null) {
            known = parse(path);
            parsed.put(path, known);
        }
        return known;
    }

    private SqlFile parse(String path) {
        String text = text(path);
        if (text == null) {
            throw new StoreException("no file " + path + " in the catalogue");
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        SqlFile file = SqlFile.parse(path, text, name -> block(folder, name));
        return file.value("as")
                .map(other -> file.describedBy(sql("views/" + other + ".sql")))
                .orElse(file);
    }

    /** A block of the file's own folder, or one of the views'. */
    private String block(String folder, String name) {
        String own = text(folder + name + ".block");
        if (own != null) {
            return own;
        }
        String values = ValuesBlock.of(this, name);
        if (!values.isEmpty()) {
            return values;
        }
        String text = text("views/" + name + ".block");
        if (text == null) {
            throw new StoreException("no block views/" + name + ".block in the catalogue");
        }
        return text;
    }

    /** The need that a relation {@code src."<name>"} answers; the name alone when no view states it. */
    Need need(String name) {
        return sqlFiles("views").stream()
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.kind() != Need.Kind.VIEW && need.name().equals(name))
                .findFirst()
                .orElseGet(() -> Need.parseAll(name).get(0));
    }

    /** All {@code .sql} files of a folder, sorted by path. */
    public List<SqlFile> sqlFiles(String folder) {
        return paths(folder).stream()
                .filter(path -> path.endsWith(".sql"))
                .map(this::sql)
                .toList();
    }

    /** Names of all views, sorted. */
    public List<String> views() {
        return sqlFiles("views").stream().map(SqlFile::name).distinct().toList();
    }

    /** The variants of a view, the preferred first: by front matter {@code rank}, then by file name. Empty for an unknown view. */
    public List<SqlFile> variants(String view) {
        return paths("views").stream()
                .filter(path -> path.startsWith("views/" + view + ".") && path.endsWith(".sql"))
                .map(this::sql)
                .sorted(Comparator.comparingInt(
                        file -> file.value("rank").map(Integer::parseInt).orElse(100)))
                .toList();
    }

    /** All of them: a package of the same name in another class directory, as tests have, must not hide ours. */
    private static List<URL> resources(String name) {
        try {
            return Collections.list(SqlCatalogue.class.getClassLoader().getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> list(URL folder, String name) {
        try {
            return folder.getProtocol().equals("jar")
                    ? listJar((JarURLConnection) folder.openConnection())
                    : listDirectory(Path.of(URI.create(folder.toExternalForm())), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> listJar(JarURLConnection connection) throws IOException {
        String prefix = connection.getEntryName() + "/";
        connection.setUseCaches(false);
        List<String> paths = new ArrayList<>();
        try (JarFile jar = connection.getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    paths.add(entry.getName().substring(ROOT.length() + 1));
                }
            }
        }
        return paths;
    }

    private static List<String> listDirectory(Path folder, String name) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> name + "/" + folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static String resource(String path) {
        try (InputStream in = SqlCatalogue.class.getClassLoader().getResourceAsStream(ROOT + "/" + path)) {
            if (in == null) {
                throw new StoreException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
