// The least that a board can be: one thread, epoll, one event written to everybody who follows. What Tally's server is
// measured against. It checks nothing and shows nothing.
//
//   epoll PORT         then each line on standard input is told to all as "data: LINE"
//   epoll PORT FILE    the same, and GET / gives the file
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static int followers[20000], place_of[70000], count;

static void leave(int fd) {
  if (place_of[fd]) {
    int last = followers[--count];
    followers[place_of[fd] - 1] = last;
    place_of[last] = place_of[fd];
    place_of[fd] = 0;
  }
  close(fd);
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  static char page[1 << 20], answer[(1 << 20) + 256];
  size_t length = 0, whole = 0;
  if (argc > 2) {
    FILE *file = fopen(argv[2], "r");
    length = fread(page, 1, sizeof page, file);
    fclose(file);
    whole = sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n\r\n", length);
    memcpy(answer + whole, page, length);
    whole += length;
  }
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) return perror("epoll"), 1;
  int poll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[512];
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  event.data.fd = 0;
  epoll_ctl(poll, EPOLL_CTL_ADD, 0, &event);
  puts("listening");
  fflush(stdout);
  for (;;) {
    int n = epoll_wait(poll, events, 512, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      char bytes[8192];
      if (fd == listener) {
        for (int other; (other = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
          int small = 65536;
          setsockopt(other, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          setsockopt(other, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
          event.events = EPOLLIN;
          event.data.fd = other;
          epoll_ctl(poll, EPOLL_CTL_ADD, other, &event);
        }
        continue;
      }
      ssize_t got = read(fd, bytes, sizeof bytes - 1);
      if (fd == 0) {
        if (got <= 0) return 0;
        bytes[got] = 0;
        char text[8400];
        for (char *line = strtok(bytes, "\n"); line; line = strtok(0, "\n")) {
          int size = sprintf(text, "id: %.40s\ndata: %s\n\n", line, line);
          for (int k = count - 1; k >= 0; k--)
            if (write(followers[k], text, size) != size) leave(followers[k]);
        }
        continue;
      }
      if (got <= 0) { leave(fd); continue; }
      bytes[got] = 0;
      if (strstr(bytes, "/events")) {
        static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 2000\n\n";
        if (write(fd, head, sizeof head - 1) > 0) { followers[count++] = fd; place_of[fd] = count; }
      } else {
        for (size_t sent = 0; sent < whole;) {
          ssize_t now = write(fd, answer + sent, whole - sent);
          if (now <= 0) { if (errno == EAGAIN) { usleep(200); continue; } leave(fd); break; }
          sent += now;
        }
      }
    }
  }
}
