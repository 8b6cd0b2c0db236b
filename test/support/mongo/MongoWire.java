import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * A server that speaks MongoDB's wire protocol, for tests where no mongod can be had. Prints "listening PORT" once
 * it answers, and ends with its standard input, so that it never outlives who started it. Documents are kept in a
 * temporary file, since hundreds of thousands of them must fit; with the argument "memory" they are kept there.
 */
public final class MongoWire {
  /** The library says wire version 8 of its 5.0; drivers of today refuse below 9, and a real 5.0 says 13. */
  private static final MongoVersion VERSION = new MongoVersion() {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  };

  /**
   * One command at a time, each answer a copy. The library answers with the very document that it keeps, so that
   * an update on another connection changes it before it is sent: two counters would then return the same number.
   */
  private static final class OneAtATime extends H2Backend {
    OneAtATime(String file) {
      super(MVStore.open(file));
    }

    @Override
    public synchronized Document handleMessage(MongoMessage message) {
      return super.handleMessage(message).cloneDeeply();
    }
  }

  private static String temporaryFile() throws IOException {
    Path file = Files.createTempFile("mesa-mongo-wire-", ".mv");
    file.toFile().deleteOnExit();
    return file.toString();
  }

  public static void main(String[] arguments) throws Exception {
    H2Backend backend = new OneAtATime(List.of(arguments).contains("memory") ? null : temporaryFile());
    backend.version(VERSION);
    MongoServer server = new MongoServer(backend);
    server.bind("127.0.0.1", 0);
    System.out.println("listening " + server.getLocalAddress().getPort());
    while (System.in.read() >= 0) {
      // Nothing is said on this channel; only its end counts.
    }
    server.shutdown();
    System.exit(0);
  }
}
