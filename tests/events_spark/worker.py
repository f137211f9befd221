"""Spark over a folder of Parquet files: answers queries that come in, a line of JSON each. It runs in PySpark's own environment.

    python worker.py FOLDER

In: {"sql": …, "out": a folder}. Out: {"rows": how many} once the answer stands there as Parquet, or {"error": …}.
"""

import json
import os
import sys

from pyspark.sql import SparkSession


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # Spark writes on stdout too
    settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "4",
                "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}  # fmt: skip
    builder = SparkSession.builder.master("local[2]").appName("events")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.parquet(f"{sys.argv[1]}/*.parquet").createOrReplaceTempView("events")
    print(json.dumps({"version": spark.version}), file=answers)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            found = spark.sql(asked["sql"]).coalesce(1)
            found.write.parquet(asked["out"])
            print(json.dumps({"rows": spark.read.parquet(asked["out"]).count()}), file=answers)
        except Exception as error:
            print(json.dumps({"error": str(error)[:2000]}), file=answers)
    spark.stop()


if __name__ == "__main__":
    main()
