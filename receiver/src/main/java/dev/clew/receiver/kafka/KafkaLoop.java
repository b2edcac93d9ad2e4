// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestSource;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads records, stores their spans, commits what is stored.
 *
 * <p>A record that cannot be understood is stored, too, as a {@link DeadLetters dead letter}, if
 * there is a place for such records.
 *
 * <p>A partition with as many requests on their way as it may have is paused until one of them is
 * stored. When the store takes nothing, everything is paused for as long as it says, and read again
 * from the first record that was not taken. Before partitions go to another consumer, what is on
 * its way is waited for and committed.
 *
 * <p>Threads: one, which also runs the rebalance listener.
 */
final class KafkaLoop implements ConsumerRebalanceListener {

  private static final System.Logger LOGGER = System.getLogger(KafkaLoop.class.getName());

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SETTLE_MILLIS = 5_000;

  /** What decodes the records of a topic, and under which name its spans are counted. */
  record Topic(IngestSource source, PayloadDecoder decoder) {}

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Topic> topics;
  private final DeadLetters deadLetters;
  private final KafkaReceiverConfig config;
  private final KafkaMetrics metrics;
  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
  private long resumeNanos;
  private boolean isHeld; // everything is paused until resumeNanos
  private long lastCommitNanos;

  KafkaLoop(
      Consumer<byte[], byte[]> consumer,
      Map<String, Topic> topics,
      DeadLetters deadLetters,
      KafkaReceiverConfig config,
      KafkaMetrics metrics) {
    this.consumer = consumer;
    this.topics = topics;
    this.deadLetters = deadLetters;
    this.config = config;
    this.metrics = metrics;
    this.lastCommitNanos = metrics.nanoTime();
  }

  /** Runs as long as it is told to, then settles and commits. */
  void run(BooleanSupplier goesOn) {
    consumer.subscribe(List.copyOf(config.topics().keySet()), this);
    try {
      while (goesOn.getAsBoolean()) {
        step();
      }
    } catch (WakeupException _) {
      // told to stop while it waited
    }
    settle(partitions.keySet());
  }

  void step() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
    for (TopicPartition partition : records.partitions()) {
      read(partition, records.records(partition));
    }
    partitions.forEach(this::advance);
    flow();
    if (metrics.nanoTime() - lastCommitNanos >= COMMIT_NANOS) {
      commit(partitions.keySet());
    }
  }

  private void read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    PartitionProgress progress =
        partitions.computeIfAbsent(partition, _ -> new PartitionProgress());
    metrics.records(partition.topic(), records.size());
    for (int next = 0; next < records.size(); ) {
      int stored = store(partition, progress, records.subList(next, records.size()));
      if (stored == 0) {
        consumer.seek(partition, records.get(next).offset());
        return;
      }
      next += stored;
    }
  }

  /** Stores as many records as go together; returns how many, 0 if the store takes none. */
  private int store(
      TopicPartition partition,
      PartitionProgress progress,
      List<ConsumerRecord<byte[], byte[]>> records) {
    Topic topic = topics.get(partition.topic());
    if (topic == null || isHeld) {
      return 0;
    }
    IngestRequest request;
    try {
      request = topic.source.open();
    } catch (StoreUnavailableException e) {
      hold(e);
      return 0;
    }
    CompletableFuture<Void> letters = CompletableFuture.completedFuture(null);
    int count = 0;
    int bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value() == null ? new byte[0] : record.value();
      if (count > 0 && bytes + value.length > config.requestBytesMax()) {
        break;
      }
      try {
        request.reserve(value.length);
      } catch (StoreUnavailableException e) {
        hold(e);
        break;
      }
      letters = letters.thenCombine(decode(topic, record, value, request), (_, _) -> null);
      bytes += value.length;
      count++;
    }
    if (count == 0) {
      request.close();
      return 0;
    }
    long end = records.get(count - 1).offset() + 1;
    progress.add(
        records.getFirst().offset(),
        end,
        request.submit().thenCombine(letters, (stored, _) -> stored));
    return count;
  }

  /** Done once the brokers have the record, if it has to go back to them. */
  private CompletableFuture<Void> decode(
      Topic topic, ConsumerRecord<byte[], byte[]> record, byte[] value, IngestRequest request) {
    try {
      topic.decoder.decode(value, 0, value.length, request);
      return CompletableFuture.completedFuture(null);
    } catch (MalformedPayloadException e) {
      topic.source.refused("malformed");
      metrics.malformed(record.topic());
      LOGGER.log(
          System.Logger.Level.WARNING,
          "kafka: {0}-{1} offset {2}: malformed: {3}",
          record.topic(),
          record.partition(),
          Long.toString(record.offset()),
          e.getMessage());
      return deadLetters.put(record, String.valueOf(e.getMessage()));
    }
  }

  private void advance(TopicPartition partition, PartitionProgress progress) {
    Long again = progress.advance();
    if (again != null) {
      metrics.rewound();
      consumer.seek(partition, again);
      resumeNanos = metrics.nanoTime() + COMMIT_NANOS;
      isHeld = true;
    }
  }

  private void hold(StoreUnavailableException e) {
    resumeNanos = metrics.nanoTime() + e.retryAfter().toNanos();
    isHeld = true;
  }

  /** Pauses and resumes, so that no more is read than can be stored. */
  private void flow() {
    if (isHeld && metrics.nanoTime() - resumeNanos >= 0) {
      isHeld = false;
    }
    for (TopicPartition partition : consumer.assignment()) {
      PartitionProgress progress = partitions.get(partition);
      boolean isFull =
          progress != null && progress.requestCount() >= config.requestsPerPartitionMax();
      if (isHeld || isFull) {
        consumer.pause(List.of(partition));
      } else {
        consumer.resume(List.of(partition));
      }
    }
  }

  private void commit(Collection<TopicPartition> which) {
    lastCommitNanos = metrics.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : which) {
      PartitionProgress progress = partitions.get(partition);
      Long offset = progress == null ? null : progress.toCommit();
      if (offset != null) {
        offsets.put(partition, new OffsetAndMetadata(offset));
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
      offsets.forEach((partition, offset) -> {
        PartitionProgress progress = partitions.get(partition);
        if (progress != null) {
          progress.committed(offset.offset());
        }
      });
    }
  }

  /** Waits for what is on its way, as long as that may take, and commits what is stored. */
  private void settle(Collection<TopicPartition> which) {
    for (TopicPartition partition : which) {
      PartitionProgress progress = partitions.get(partition);
      if (progress != null) {
        await(progress);
        var _ = progress.advance();
      }
    }
    commit(which);
  }

  private static void await(PartitionProgress progress) {
    try {
      progress.settled().get(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return; // not committed, so it is read again
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    metrics.rebalanced();
    settle(revoked);
    revoked.forEach(partitions::remove);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    metrics.rebalanced();
    lost.forEach(partitions::remove);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    assigned.forEach(partition -> partitions.put(partition, new PartitionProgress()));
  }
}
