"""Sends a web server requests that are none, and looks whether it leaks, grows or falls over.

    python3 malformed_requests.py PORT COUNT PROCESS SECRET

Prints one JSON object: how many requests of each kind were answered with which status (0: closed without
an answer), what was wrong, and how many bytes of memory the server took before and after. SECRET is a text
that no answer may hold.
"""

import collections
import json
import random
import re
import socket
import sys

PATHS = ["/", "/api/session", "/api/view", "/api/tiles", "/api/cell", "/api/trajectory", "/api/theory",
         "/api/status", "/api/export/sweep.yaml", "/api/export/picture.png", "/style.css"]
TARGETS = ["etc/passwd", "Package.swift", "secret.txt", "proc/self/environ", "sweep.yaml", "root/.ssh/id_rsa"]
DOTS = ["..", "%2e%2e", "%252e%252e", "..;", "%c0%ae%c0%ae", "..%00", "....", "\u2025"]
SLASHES = ["/", "%2f", "\\", "%5c", "//", "%252f"]


def traversal(rng, port):
    path = "/" + "".join(rng.choice(DOTS) + rng.choice(SLASHES) for _ in range(rng.randint(1, 9)))
    path = rng.choice(["", "/api", "/api/export", "/style.css", "file://"]) + path + rng.choice(TARGETS)
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()


def noise(rng, port):
    return rng.randbytes(rng.randint(1, 2000))


def line(rng, port):
    words = [b"GET", b"POST", b"/", b"HTTP/1.1", b"HTTP/9.9", b"\xff\xfe", b"", b"\x00", b"G E T", b"*",
             b"http://127.0.0.1/", b"/?" + b"a" * 5000, b"/%", b"/%zz", b"/?%=%&&==", b"CONNECT", b":"]
    end = rng.choice([b"\r\n\r\n", b"\n\n", b"\r\r", b"", b"\r\n: \r\n\r\n"])
    return b" ".join(rng.choice(words) for _ in range(rng.randint(0, 5))) + end


def headers(rng, port):
    names = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie", "Range", "Expect",
             "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin", "Accept-Encoding", "", "X y"]
    values = [f"127.0.0.1:{port}", "-1", "99999999999999999999", "9223372036854775807", "0x10", "chunked",
              "chunked, gzip", "keep-alive", "bytes=0-99999999999", "100-continue", "websocket", "13",
              "a" * 9000, "\r\n evil", "\x00", "ü"]
    lines = [f"{rng.choice(names)}{rng.choice([': ', ':', ' : ', ''])}{rng.choice(values)}"
             for _ in range(rng.randint(0, 12))]
    method = rng.choice(["GET", "POST", "HEAD", "OPTIONS", "TRACE", "get"])
    start = f"{method} {rng.choice(PATHS)} HTTP/1.{rng.randint(0, 1)}"
    return "\r\n".join([start] + lines + ["", ""]).encode() + rng.randbytes(rng.randint(0, 50))


def chunked(rng, port):
    sizes = ["0", "5", "FFFFFFFF", "7fffffffffffffff", "-1", "zz", "5;a=b", ""]
    body = "".join(f"{rng.choice(sizes)}\r\nhello\r\n" for _ in range(rng.randint(0, 6)))
    return (f"POST {rng.choice(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{body}").encode()


def mutated(rng, text):
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        rng.choice([lambda: data.insert(place, rng.randrange(256)),
                    lambda: data.__delitem__(slice(place, place + rng.randint(1, 5))),
                    lambda: data.__setitem__(slice(place, place), rng.choice(
                        [b"[[[[", b"1e999", b"-9223372036854775808", b"null", b'"', b"{}", b"\\u0000"]))])()
    return bytes(data)


def body(rng, port):
    bodies = ['{"optimizer": "adam", "objective": "rosenbrock", "values": {"beta2": 0.5}}',
              '{"x": "momentum", "y": "eigenvalue_0", "steps": 10, "options": {"form": "physics"}}',
              '{"client": "a", "generation": 3, "view": "0123456789abcdef", "variable": "rate", '
              '"tiles": [[0, 0, 1, 2], [-12, 40, 99999999999, -3]]}',
              "[" * rng.randint(1, 20000)]
    data = mutated(rng, rng.choice(bodies))
    path = rng.choice(["/api/view", "/api/tiles"])
    return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data


def query(rng, port):
    numbers = ["0", "-1", "1e400", "nan", "inf", "9223372036854775807", "-9223372036854775808", "", "x", "%00",
               "40", "1152921504606846975"]
    keys = ["view", "kx", "ky", "i", "j", "x0", "x1", "y0", "y1", "width", "height", "variable", "theory"]
    values = "&".join(f"{key}={rng.choice(numbers)}" for key in keys if rng.random() < 0.9)
    values = re.sub("view=[^&]*", f"view={VIEW}", values)
    return (f"GET {rng.choice(PATHS)}?{values} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Connection: close\r\n\r\n").encode()


KINDS = [traversal, noise, line, headers, chunked, body, query]


def send(port, data, wait=2.0):
    """What comes back after the request, whose end is the end of what we say."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        answer = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(1 << 16):
                answer += part
        except OSError:
            pass
        return answer


def get(port, path):
    return send(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode(), 30)


def memory(process):
    for line in open(f"/proc/{process}/status"):
        if line.startswith("VmRSS"):
            return 1024 * int(line.split()[1])


def main():
    port, count, process, secret = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    global VIEW
    VIEW = json.loads(get(port, "/api/session").partition(b"\r\n\r\n")[2])["view"]["id"]
    rng, statuses, wrong = random.Random(5), collections.Counter(), []
    before = memory(process)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        data = kind(rng, port)
        try:
            answer = send(port, data)
        except OSError as error:
            wrong.append(f"{kind.__name__} {number}: {error}")
            break
        status = int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0
        statuses[f"{kind.__name__} {status}"] += 1
        if status >= 500 and status != 503:
            wrong.append(f"{kind.__name__} {number}: {status}")
        for leak in [secret.encode(), b"root:x:0:0", b"swift-tools-version", b".swift:", b"/Sources/"]:
            if leak in answer and b"<!doctype" not in answer[:400]:
                wrong.append(f"{kind.__name__} {number}: leaks {leak.decode()}")
    alive = get(port, "/api/session").startswith(b"HTTP/1.1 200")
    print(json.dumps({"statuses": statuses, "wrong": wrong[:20], "alive": alive, "before": before,
                      "after": memory(process)}))


main()
