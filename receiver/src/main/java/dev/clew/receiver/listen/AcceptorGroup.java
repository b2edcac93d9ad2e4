// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.listen;

import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.ThreadFactories;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The thread that accepts connections to one port. It ends as soon as Armeria lets it go; Netty's
 * own would wait two more seconds for somebody who still needs it, and the server with it.
 */
public final class AcceptorGroup extends MultiThreadIoEventLoopGroup {

  private static final long TIMEOUT_SECONDS = 5;

  private AcceptorGroup(ThreadFactory threadFactory, IoHandlerFactory ioHandlerFactory) {
    super(1, threadFactory, ioHandlerFactory);
  }

  /** A group for the kind of sockets that Armeria uses on this machine. */
  public static EventLoopGroup create(String threadName) {
    ThreadFactory threadFactory = ThreadFactories.newEventLoopThreadFactory(threadName, false);
    return switch (Flags.transportType()) {
      case EPOLL -> new AcceptorGroup(threadFactory, EpollIoHandler.newFactory());
      case NIO -> new AcceptorGroup(threadFactory, NioIoHandler.newFactory());
      case KQUEUE, IO_URING -> EventLoopGroups.newEventLoopGroup(1, threadFactory);
    };
  }

  @Override
  public Future<?> shutdownGracefully() {
    return shutdownGracefully(0, TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
