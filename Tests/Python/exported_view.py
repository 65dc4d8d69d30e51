"""Saves what the explorer on PORT exports of its first view: view.yaml and view.png, here.

    python3 exported_view.py PORT
"""

import json
import sys
import urllib.parse
import urllib.request

address = f"http://127.0.0.1:{sys.argv[1]}/api"
view = json.load(urllib.request.urlopen(f"{address}/session"))["view"]
window = {"view": view["id"], "x0": view["x"]["from"], "x1": view["x"]["to"], "y0": view["y"]["from"],
          "y1": view["y"]["to"], "width": view["x"]["count"], "height": view["y"]["count"]}
picture = window | {"variable": "rate", "colors": "", "theory": 1}
for name, query in [("sweep.yaml", window), ("picture.png", picture)]:
    answer = urllib.request.urlopen(f"{address}/export/{name}?{urllib.parse.urlencode(query)}")
    with open("view." + name.split(".")[1], "wb") as file:
        file.write(answer.read())
print(window["width"], "x", window["height"])
