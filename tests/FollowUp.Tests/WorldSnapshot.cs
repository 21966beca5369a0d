using Azure.Data.Tables;

namespace FollowUp.Tests;

/// <summary>All that a stopped world left: its tables' rows and its folder's files. Any number of worlds can begin from it.</summary>
internal sealed class WorldSnapshot
{
    private const int MaxOperationsInTransaction = 100;

    // By the table's name without the prefix.
    private readonly Dictionary<string, List<TableEntity>> _tables = [];
    private readonly Dictionary<string, byte[]> _files = [];

    private WorldSnapshot()
    {
    }

    public static async Task<WorldSnapshot> TakeAsync(string storage, string prefix, string folder)
    {
        var snapshot = new WorldSnapshot();
        var service = new TableServiceClient(storage);
        await foreach (var table in service.QueryAsync())
        {
            if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                snapshot._tables[table.Name[prefix.Length..]] =
                    await service.GetTableClient(table.Name).QueryAsync<TableEntity>().ToListAsync();
            }
        }
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            snapshot._files[Path.GetRelativePath(folder, file)] = await File.ReadAllBytesAsync(file);
        }
        return snapshot;
    }

    public async Task RestoreAsync(string storage, string prefix, string folder)
    {
        var service = new TableServiceClient(storage);
        foreach (var (name, rows) in _tables)
        {
            var table = service.GetTableClient(prefix + name);
            await table.CreateAsync();
            foreach (var chunk in rows.GroupBy(row => row.PartitionKey).SelectMany(part => part.Chunk(MaxOperationsInTransaction)))
            {
                await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
            }
        }
        foreach (var (path, content) in _files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content);
        }
    }
}
